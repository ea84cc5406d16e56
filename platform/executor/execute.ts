import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Actor } from '../../kernel/actor.ts';
import { canonical, NotCanonical } from '../../kernel/canonical.ts';
import type { Envelope, EventOf, Outcome } from '../../kernel/contract.ts';
import { ID, idMaker } from '../../kernel/id.ts';
import type { Refusal } from '../../kernel/result.ts';
import { dayOf } from '../../kernel/time.ts';
import { isConnectionLost } from '../db/lost.ts';
import { entriesOf, type Head } from '../ledger/entry.ts';
import { appendStatements, type CommandRow, commandStatement, HEADS_SQL, type HeadRow } from '../ledger/store.ts';
import { common } from './refusals.ts';
import type { Registry } from './registry.ts';
import { inTransaction, type Transaction } from './transaction.ts';
import type { EventMeta, LoadContext, Services, Statement } from './types.ts';

export type Executor = (envelope: Envelope, actor: Actor) => Promise<Outcome>;

/** What the rest of the program is told after a commit: which matters changed. Never personal data. */
export type Changed = {
  readonly district: string;
  readonly area: string;
  readonly stream: string;
  readonly id: string;
  readonly event: string;
};

/** Ids of this process, each after the one before: entries of one command sort as they were made. */
export const newId = idMaker(Date.now, randomBytes);

const COMMAND_SQL = 'select actor, body_hash, outcome, answer from platform_command where district = $1 and id = $2';
const SINCE_SQL = `select seq, event, actor, recorded_at as "recordedAt" from ledger where district = $1 and stream_id = $2 and seq > $3 order by seq limit 50`;

type Stored = {
  actor: string;
  body_hash: Buffer;
  outcome: 'accepted' | 'refused';
  answer: { answer?: unknown; seq?: number } & Partial<Refusal>;
};

/** The id of what a command makes: by custom its payload's `id`, whose head is asked for together with everything else. */
const madeBy = (payload: unknown): readonly string[] => {
  const id = (payload as { readonly id?: unknown } | null)?.id;
  return typeof id === 'string' && ID.test(id) ? [id] : [];
};

const refused = (id: string, refusal: Refusal): Outcome => ({ id, outcome: 'refused', ...refusal });

/** Heads of streams, locked in order of id. */
const lock = async (tx: Transaction, district: string, ids: readonly string[]): Promise<Map<string, Head>> => {
  const rows = ids.length === 0 ? [] : await tx.rows<HeadRow>(HEADS_SQL, [district, ids]);
  return new Map(rows.map((row) => [row.stream_id, { seq: row.seq, hash: row.hash }]));
};

const commandRow = (
  envelope: Envelope,
  actor: Actor,
  context: LoadContext,
  bodyHash: Buffer,
  outcome: CommandRow['outcome'],
  answer: unknown,
): CommandRow => ({
  district: actor.district,
  id: envelope.id,
  actor: actor.person,
  post: actor.post,
  name: envelope.name,
  bodyHash,
  outcome,
  answer: JSON.stringify(answer),
  at: context.now,
});

/** Phones' clocks run ahead a little; more than this is refused. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Database states that mean "two did it at once": tried again, the loser then meets the winner's result. */
const RETRY = new Set(['40P01', '40001']);
/** Between tries when the database was lost, in ms, times the tries so far: it is back after a restart, or a person tries again. */
const LOST_WAIT_MS = 100;

/**
 * The one write door: authorise → load and lock → decide → ledger, tables and outbox in one commit.
 * A repeat of an id gives the stored answer; nothing invalid or unauthorised is stored.
 */
export const createExecutor = (
  registry: Registry,
  pool: Pool,
  services: Services,
  changed: (changes: readonly Changed[]) => void = () => {},
  /** Milliseconds since 1970; another one only where weeks of past work are made up (the demo). */
  clock: () => number = Date.now,
): Executor => {
  const attempt = async (envelope: Envelope, actor: Actor, bodyHash: Buffer): Promise<Outcome> => {
    const handler = registry.handlers.get(envelope.name);
    if (!handler) return refused(envelope.id, common.unknownCommand(envelope.name));
    if (!(actor.role in handler.contract.allow)) return refused(envelope.id, common.notAllowed);
    const parsed = handler.contract.payload.safeParse(envelope.payload);
    if (!parsed.success) {
      return refused(
        envelope.id,
        common.invalid(
          parsed.error.issues.map((i: { path: PropertyKey[]; message: string }) => ({ path: i.path.join('.'), problem: i.message })),
        ),
      );
    }
    const payload = parsed.data;
    const received = clock();
    const happened = envelope.happenedAt === undefined ? received : Date.parse(envelope.happenedAt);
    if (happened > received + CLOCK_SKEW_MS) return refused(envelope.id, common.inFuture);
    const now = new Date(received).toISOString();
    const fresh = new Set<string>();
    const context: LoadContext = {
      actor,
      now,
      happenedAt: new Date(Math.min(happened, received)).toISOString(),
      today: dayOf(now),
      commandId: envelope.id,
      newId: () => {
        const id = newId();
        fresh.add(id);
        return id;
      },
      random: (length) => randomBytes(length),
      calendar: services.calendar(actor.district),
      services,
    };

    return inTransaction(pool, actor, 'command', async (tx): Promise<Outcome> => {
      const refuse = async (refusal: Refusal, final: boolean): Promise<Outcome> => {
        const stored = await tx.row<Stored>(COMMAND_SQL, [actor.district, envelope.id]);
        if (stored) return replay(envelope, actor, bodyHash, stored);
        if (final) {
          await tx.commit([commandStatement(commandRow(envelope, actor, context, bodyHash, 'refused', refusal))]);
        }
        return refused(envelope.id, refusal);
      };

      const refs = handler.streams?.(payload) ?? [];
      const main = refs[0]?.id;
      const asked = new Set([...refs.map((ref) => ref.id), ...madeBy(payload)]);
      const [heads, state] = await Promise.all([lock(tx, actor.district, [...asked]), handler.load(tx, payload, context)]);

      if (envelope.after !== undefined) {
        const before = await tx.row<Stored>(COMMAND_SQL, [actor.district, envelope.after]);
        if (!before) return refuse(common.afterMissing, false);
        if (before.outcome === 'refused') return refuse(common.afterRefused, false);
      }
      const head = main === undefined ? undefined : heads.get(main);
      if (handler.contract.kind === 'decision' && main !== undefined && head !== undefined) {
        if (envelope.seen === undefined) return refuse(common.seenMissing, false);
        if (envelope.seen !== head.seq) {
          const since = await tx.rows(SINCE_SQL, [actor.district, main, envelope.seen]);
          return refuse(common.changedMeanwhile(since), true);
        }
      }

      const decision = handler.decide(state, payload, context);
      if (decision.kind === 'undetermined') return refuse({ ...common.undetermined, info: { needs: decision.needs } }, false);
      if (decision.kind === 'refused') return refuse(decision.refusal, decision.refusal.code !== 'not_found');

      // Streams that the decision added to without naming them beforehand. Those whose id it has just made are new for certain.
      const further = decision.events.map((e) => e.streamId).filter((id) => !asked.has(id) && !fresh.has(id));
      for (const [id, found] of await lock(tx, actor.district, [...new Set(further)])) heads.set(id, found);
      const statements = writesOf(decision.events, heads, { envelope, actor, context, bodyHash, answer: decision.answer, main });
      await tx.commit(statements);
      changed(decision.events.map((e) => ({ district: actor.district, area: e.area, stream: e.stream, id: e.streamId, event: e.type })));
      const seq = main === undefined ? undefined : heads.get(main)?.seq;
      return { id: envelope.id, outcome: 'done', answer: decision.answer, ...(seq === undefined ? {} : { seq }) };
    });
  };

  const writesOf = (
    events: readonly EventOf[],
    heads: Map<string, Head>,
    c: { envelope: Envelope; actor: Actor; context: LoadContext; bodyHash: Buffer; answer: unknown; main: string | undefined },
  ): Statement[] => {
    const before = new Map(heads);
    const { entries, details } = entriesOf(
      events,
      {
        district: c.actor.district,
        id: c.envelope.id,
        actor: c.actor.person,
        post: c.actor.post,
        happenedAt: Date.parse(c.context.happenedAt),
        recordedAt: Date.parse(c.context.now),
      },
      heads,
      services.keys,
      newId,
    );
    const seq = c.main === undefined ? undefined : heads.get(c.main)?.seq;
    const command = commandRow(c.envelope, c.actor, c.context, c.bodyHash, 'accepted', { answer: c.answer, seq });
    const statements: Statement[] = [...appendStatements(command, entries, details, before)];
    events.forEach((event, n) => {
      const project = registry.projections[event.type];
      if (!project) throw new Error(`no projection for ${event.type}`);
      const entry = entries[n]!;
      const meta: EventMeta = {
        district: c.actor.district,
        actor: c.actor,
        commandId: c.envelope.id,
        happenedAt: c.context.happenedAt,
        recordedAt: c.context.now,
        seq: entry.seq,
        entry: entry.id,
        services,
      };
      statements.push(...project(event, meta), ...(registry.follows[event.type] ?? []).flatMap((follow) => follow(event, meta)));
    });
    return statements;
  };

  const replay = (envelope: Envelope, actor: Actor, bodyHash: Buffer, stored: Stored): Outcome => {
    if (stored.actor !== actor.person || !bodyHash.equals(stored.body_hash)) return refused(envelope.id, common.idReused);
    if (stored.outcome === 'refused') return refused(envelope.id, stored.answer as Refusal);
    return {
      id: envelope.id,
      outcome: 'already_done',
      answer: stored.answer.answer,
      ...(stored.answer.seq === undefined ? {} : { seq: stored.answer.seq }),
    };
  };

  /** Another of the same id was quicker. One that can't be seen is somebody else's. */
  const repeated = async (envelope: Envelope, actor: Actor, bodyHash: Buffer): Promise<Outcome> => {
    try {
      const stored = await inTransaction(pool, actor, 'read', (tx) => tx.row<Stored>(COMMAND_SQL, [actor.district, envelope.id]));
      return stored ? replay(envelope, actor, bodyHash, stored) : refused(envelope.id, common.idReused);
    } catch (error) {
      if (isConnectionLost(error)) return refused(envelope.id, common.busy);
      throw error;
    }
  };

  return async (envelope, actor) => {
    let bodyHash: Buffer;
    try {
      bodyHash = services.keys.ledger.current().hash(Buffer.from(canonical(envelope)));
    } catch (error) {
      if (error instanceof NotCanonical) return refused(envelope.id, common.invalid([{ path: 'payload', problem: error.message }]));
      throw error;
    }
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(envelope, actor, bodyHash);
      } catch (error) {
        if (isConnectionLost(error)) {
          if (tries === 4) return refused(envelope.id, common.busy);
          // It may have been kept all the same: the next try then meets its own id and gives the stored answer.
          await wait(LOST_WAIT_MS * tries);
          continue;
        }
        const known = error as { code?: string; constraint?: string; table?: string; message?: string };
        if (known.code === '23505' && known.constraint === 'platform_command_pkey') return repeated(envelope, actor, bodyHash);
        const raced =
          RETRY.has(known.code ?? '') || (known.code === '23505' && (known.table === 'ledger' || known.table === 'stream_head'));
        if (raced && tries < 4) continue;
        // A head that can't be seen is taken for a new one, and then collides: the matter belongs to others.
        if (raced) return refused(envelope.id, known.table === 'stream_head' ? common.outsideArea : common.busy);
        const named = known.constraint === undefined ? undefined : registry.constraints[known.constraint];
        if (named) return refused(envelope.id, named);
        if (known.code === '23505' && known.constraint?.endsWith('_pkey')) return refused(envelope.id, common.idTaken);
        if (known.code === '23503') return refused(envelope.id, common.referenceMissing);
        if (known.code === '42501' && known.message?.startsWith('new row violates row-level security'))
          return refused(envelope.id, common.outsideArea);
        throw error;
      }
    }
  };
};
