import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../support/world.ts';
import { load, repeat, type Worker } from './load.ts';
import { behind, prepareOffice, type RunningOffice, runCommand, startOffice } from './office.ts';

/** 8 rounds fit into the two minutes that CI has for faults; `DAIBAN_FAULT_ROUNDS=20 ./daiban test faults` runs them all. */
const ROUNDS = Number(process.env.DAIBAN_FAULT_ROUNDS ?? 8);
const CONNECTIONS = 6;
/** ms; measured about 1.5 s on two quiet cores: recovery of the database, start, first page */
const READY_WITHIN = 30_000;

let folder: string;
let dataDir: string;
let world: World;
let office: RunningOffice | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), '代办 faults-'));
  dataDir = join(folder, 'data');
  world = await prepareOffice(dataDir, ({ by }) => [by.clerk]);
});
afterAll(async () => {
  await office?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** How many of these commands stand in the database, and how many entries they have. */
const stored = async (ids: readonly string[]) => {
  const [row] = await behind(
    dataDir,
    `select (select count(*)::int from platform_command where id = any ($1::uuid[]) and outcome = 'accepted') as commands,
      (select count(distinct command_id)::int from ledger where command_id = any ($1::uuid[])) as entered,
      (select count(*)::int from asks_ask) + (select count(*)::int from residents_resident) as rows`,
    [ids],
  );
  return row as { commands: number; entered: number; rows: number };
};

describe('kill -9', () => {
  test(
    `[W4] of the program and its database under load, ${ROUNDS} times: what was acknowledged is there, once, and the ledger is whole`,
    async () => {
      const all: string[] = [];
      const told: string[] = [];
      office = await startOffice(dataDir);
      const cookie = await office.signIn(world.by.clerk);
      const workers: Worker[] = Array.from({ length: CONNECTIONS }, () => ({ as: world.by.clerk, cookie }));
      for (let round = 1; round <= ROUNDS; round += 1) {
        const moment = Math.round(150 + Math.random() * 900);
        const loading = load(office.url, workers);
        await wait(moment);
        await office.kill();
        const { acknowledged, open, bad } = await loading.end();
        const what = `round ${round}, killed after ${moment} ms`;
        expect(bad, what).toEqual([]);
        expect(acknowledged.size, what).toBeGreaterThan(0);

        office = await startOffice(dataDir);
        told.push(`${acknowledged.size} in ${moment} ms, ready in ${Math.round(office.took)} ms`);
        expect(office.took, what).toBeLessThan(READY_WITHIN);
        const sent = [...acknowledged.values()];
        const again = await repeat(
          office.url,
          workers[0]!,
          sent.map(({ command }) => command),
        );
        expect(again, what).toEqual(sent.map(({ outcome }) => ({ ...outcome, outcome: 'already_done' })));
        for (const outcome of await repeat(office.url, workers[0]!, open))
          expect(['done', 'already_done'], what).toContain(outcome.outcome);
        all.push(...sent.map(({ command }) => command.id), ...open.map(({ id }) => id));
        expect(await stored(all), what).toEqual({ commands: all.length, entered: all.length, rows: all.length });
        const { code, said } = await runCommand(['verify', '--data', dataDir]);
        expect([code, said], what).toEqual([0, expect.stringContaining('The ledger is whole')]);
      }
      console.log(told.join('\n'));
      expect(await office.stop()).toBe(0);
      office = undefined;
    },
    40_000 * ROUNDS,
  );
});
