import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '../../kernel/actor.ts';
import type { Outcome } from '../../kernel/contract.ts';
import * as asks from '../../modules/asks/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { newId } from '../../platform/executor/execute.ts';

type Command = { readonly id: string; readonly name: string; readonly post: string; readonly payload: unknown };
type Answered = { readonly status: number; readonly outcomes: readonly Outcome[] };

/** What a load sent and what it was told. `open`: sent, and no answer came. */
export type Sent = {
  readonly acknowledged: Map<string, { command: Command; outcome: Outcome }>;
  readonly open: Command[];
  readonly bad: string[];
};

/** Sends commands as somebody signed in. Throws where no answer comes. */
export const sendTo = async (url: string, cookie: string, commands: readonly Command[]): Promise<Answered> => {
  const response = await fetch(`${url}/api/v1/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ commands }),
  });
  const body = (await response.json()) as { outcomes?: Outcome[] };
  return { status: response.status, outcomes: body.outcomes ?? [] };
};

const commandOf = (as: Actor, n: number): Command => {
  const id = newId();
  const made =
    n % 2 === 0
      ? { name: asks.record.name, payload: { id, channel: 'phone', words: `第 ${n} 个诉求：路灯不亮` } }
      : { name: residents.register.name, payload: { id, area: as.area, name: `居民${n}` } };
  return { id: newId(), post: as.post, ...made };
};

export type Worker = { readonly as: Actor; readonly cookie: string };

/**
 * Keeps several connections busy with new asks and residents until told to stop or nobody answers.
 * A connection that gets no answer sends no more: what it sent last stays open.
 */
export const load = (url: string, workers: readonly Worker[]) => {
  const sent: Sent = { acknowledged: new Map(), open: [], bad: [] };
  let going = true;
  const run = async ({ as, cookie }: Worker, first: number): Promise<void> => {
    for (let n = first; going; n += workers.length) {
      // Alone, and as an offline phone sends: several at once.
      const commands = Array.from({ length: n % 5 === 0 ? 8 : 1 }, (_, i) => commandOf(as, n + i));
      const answered = await sendTo(url, cookie, commands).catch(() => null);
      if (answered === null) {
        sent.open.push(...commands);
        return;
      }
      if (answered.status !== 200) sent.bad.push(`${answered.status}`);
      commands.forEach((command, i) => {
        const outcome = answered.outcomes[i];
        if (outcome === undefined) sent.open.push(command);
        else if (outcome.outcome === 'refused') {
          sent.open.push(command);
          sent.bad.push(outcome.code);
        } else sent.acknowledged.set(command.id, { command, outcome });
      });
      if (answered.status !== 200) await wait(50);
    }
  };
  const running = Promise.all(workers.map(run));
  return {
    sent,
    /** Waits for the answers that are still to come. */
    async end(): Promise<Sent> {
      going = false;
      await running;
      return sent;
    },
  };
};

/** Sends everything again, in batches: what each came to. */
export const repeat = async (url: string, worker: Worker, commands: readonly Command[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let i = 0; i < commands.length; i += 100) {
    const answered = await sendTo(url, worker.cookie, commands.slice(i, i + 100));
    if (answered.status !== 200) throw new Error(`repeat: ${answered.status}`);
    outcomes.push(...answered.outcomes);
  }
  return outcomes;
};
