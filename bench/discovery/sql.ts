import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { copyIn } from '../../platform/db/copy.ts';
import { openEngine } from '../../platform/db/engine.ts';
import { totalKey, totalsOf, type Visit } from './peers.ts';
import { type Comparison, facts, isTree, type Tree, type Workload } from './workload.ts';

/** One query over everybody in PostgreSQL (embedded, not durable, JIT off, one backend), 200 array_agg FILTER; NULL is native there. */
export type Sql = {
  readonly run: (visit: Visit) => Promise<{ readonly cpu: number; readonly wall: number }>;
  readonly close: () => Promise<void>;
};

const condition = (t: Tree | Comparison): string => {
  if (isTree(t)) return `(${t.parts.map(condition).join(` ${t.k} `)})`;
  if (!t.total) return `c${t.fact} ${t.op} ${t.value}`;
  const [least, most] = [`${totalKey(t)}least`, `${totalKey(t)}most`];
  return t.op === '>='
    ? `(case when ${least} >= ${t.value} then true when ${most} >= ${t.value} then null else false end)`
    : `(case when ${most} < ${t.value} then true when ${least} < ${t.value} then null else false end)`;
};

async function* lines(w: Workload): AsyncGenerator<Uint8Array> {
  const totals = [...totalsOf(w).values()];
  let text = '';
  for (let row = 0; row < w.raw.size; row += 1) {
    const known = w.raw.columns.map((c) => {
      const value = c.data[row]!;
      return (c.kind === 'listed' ? value === 0 : Number.isNaN(value)) ? '\\N' : value;
    });
    const both = totals.flatMap(({ least, most }) => [least[row]!, most[row]! === Number.POSITIVE_INFINITY ? 2_000_000_000 : most[row]!]);
    text += `${[w.raw.ids[row], ...known, ...both].join('\t')}\n`;
    if (text.length > 1 << 18) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}

/** Seconds of CPU a process has used (100 ticks a second). */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

export const openSql = async (w: Workload): Promise<Sql> => {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-bench-'));
  const engine = await openEngine({ dataDir: folder, options: { throwaway: true } });
  const client = new pg.Client({ connectionString: engine.ownerUrl });
  await client.connect();
  const totals = [...totalsOf(w).keys()].flatMap((key) => [`${key}least int`, `${key}most int`]);
  await client.query(
    `create table bench_resident (id int, ${[...facts.map(({ type }, f) => `c${f} ${type === 'boolean' || type === 'string' ? 'smallint' : 'int'}`), ...totals].join(', ')})`,
  );
  await copyIn(client, 'copy bench_resident from stdin', lines(w));
  await client.query('vacuum analyze bench_resident');
  await client.query('set max_parallel_workers_per_gather = 0');
  const columns = w.trees.flatMap((tree, p) => [
    `array_agg(id) filter (where ${condition(tree)}) as y${p}`,
    `array_agg(id) filter (where (${condition(tree)}) is null) as u${p}`,
  ]);
  const pid = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  return {
    run: async (visit) => {
      const [cpu, wall] = [cpuOf(pid), performance.now()];
      const { rows } = await client.query<Record<string, number[] | null>>(`select ${columns.join(', ')} from bench_resident`);
      const used = { cpu: cpuOf(pid) - cpu, wall: (performance.now() - wall) / 1000 };
      w.trees.forEach((_, p) => {
        for (const id of rows[0]![`y${p}`] ?? []) visit(p, 0, id);
        for (const id of rows[0]![`u${p}`] ?? []) visit(p, 1, id);
      });
      return used;
    },
    close: async () => {
      await client.end();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
