import { join } from 'node:path';
import { dayOf } from '../kernel/time.ts';
import { modules } from '../modules/index.ts';
import { IMPORT_BATCH, importRows } from '../modules/residents/contract.ts';
import { previewRows } from '../modules/residents/domain.ts';
import { importAreas } from '../modules/residents/index.ts';
import { calendarFrom, PUBLISHED_YEARS } from '../platform/calendar/index.ts';
import { UsageFault } from '../platform/cli/command.ts';
import { dataFolder } from '../platform/cli/office.ts';
import type { Config } from '../platform/config/config.ts';
import { openKeys } from '../platform/crypto/index.ts';
import { reachDatabase } from '../platform/db/open.ts';
import { createPool } from '../platform/db/pool.ts';
import { createExecutor, newId } from '../platform/executor/execute.ts';
import { registryOf } from '../platform/executor/registry.ts';
import { inTransaction } from '../platform/executor/transaction.ts';
import { systemActor } from '../platform/jobs/index.ts';
import { readTable } from '../platform/spreadsheet/index.ts';

type Told = { readonly row: number; readonly column: string | null; readonly zh: string; readonly en: string };

const sayProblem = ({ row, column, zh, en }: Told): string => `第 ${row} 行${column === null ? '' : `「${column}」`}：${zh} · ${en}`;

/**
 * `./daiban import DISTRICT FILE`: the same preview and the same command as on screen, without a screen, the office running or not.
 * @returns whether every row went in
 */
export const importFile = async (options: {
  config: Config;
  district: string;
  bytes: Uint8Array;
  say: (line: string) => void;
}): Promise<boolean> => {
  const { config, district, bytes, say } = options;
  const read = await readTable(bytes);
  if (!read.ok) throw new UsageFault(read.refusal.zh, read.refusal.en);
  const database = await reachDatabase({ ...config, dataDir: dataFolder(config) });
  const pool = createPool(database.urlFor('app'), { max: 2, name: 'daiban import', onError: (error) => say(error.message) });
  const jobs = createPool(database.urlFor('worker'), { max: 1, name: 'daiban import', onError: (error) => say(error.message) });
  try {
    const actor = await systemActor(jobs, district).catch(() => {
      throw new UsageFault(`没有开通这个区：${district}`, `This district is not open: ${district}`);
    });
    const calendar = calendarFrom(PUBLISHED_YEARS);
    const services = { keys: openKeys(join(config.dataDir, 'keys'), { create: false }), calendar: () => calendar };
    const execute = createExecutor(registryOf(modules), pool, services);
    const areas = await inTransaction(pool, actor, 'read', (tx) => importAreas(tx, actor));
    const today = dayOf(new Date().toISOString());
    const preview = previewRows(read.rows, { areas, today, newId });
    const problems: Told[] = [...preview.heading, ...preview.rows.flatMap((row) => row.problems)];
    const good = preview.rows.flatMap(({ value }) => (value === null ? [] : [value]));
    let registered = 0;
    for (let n = 0; n < good.length; n += IMPORT_BATCH) {
      const payload = { rows: good.slice(n, n + IMPORT_BATCH), at: today };
      const outcome = await execute({ id: newId(), name: importRows.name, post: actor.post, payload }, actor);
      if (outcome.outcome === 'refused') throw new UsageFault(outcome.zh, outcome.en);
      const answer = importRows.answer.parse(outcome.answer);
      registered += answer.registered.length;
      problems.push(...answer.problems);
      say(`${Math.min(n + IMPORT_BATCH, good.length)} / ${good.length}`);
    }
    for (const problem of problems) say(sayProblem(problem));
    say(`登记了 ${registered} 人，${problems.length} 处不对。 Registered ${registered}, ${problems.length} problems.`);
    return problems.length === 0;
  } finally {
    await Promise.all([pool.end(), jobs.end()]);
    await database.stop();
  }
};
