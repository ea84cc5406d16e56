import { parseArgs } from 'node:util';
import { nextQuestions } from '../../modules/discovery/language/questions.ts';
import { circuitOf } from '../../modules/discovery/screening/circuit.ts';
import { Current } from '../../modules/discovery/screening/incremental.ts';
import { digest, Fingerprint, type Sweeper } from '../../modules/discovery/screening/sweep.ts';
import { openStore } from '../../modules/discovery/screening/wasm/sweeper.ts';
import { peers } from './peers.ts';
import { openSql } from './sql.ts';
import { randomFrom, type Workload, workload } from './workload.ts';

/**
 * What screening costs, and what the same costs with others: interleaved rounds, medians, CPU seconds; equal results are checked by a digest.
 * node bench/discovery/run.ts [--residents 100000] [--rounds 3] [--sql] [--peers]
 */
const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    sql: { type: 'boolean' },
    peers: { type: 'boolean' },
  },
});
const size = Number(values.residents);
const rounds = Number(values.rounds);

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const at = (numbers: readonly number[], part: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))]!;
const cpuOf = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
const ms = (s: number): string => (s * 1000).toFixed(s < 0.01 ? 2 : 1);

/** Verdicts of the first n rows, from our bits. */
const prefixDigest = (w: Workload, sweeper: Sweeper, n: number): string => {
  const all = new Fingerprint();
  w.trees.forEach((_, p) => {
    const bits = sweeper.bits(p);
    if (!bits) throw new Error(`policy ${p} has no bits`);
    for (let row = 0; row < n; row += 1) {
      const bit = 1 << (row & 31);
      if (bits.sure[row >> 5]! & bit) all.add(p, 0, w.raw.ids[row]!);
      else if (bits.possible[row >> 5]! & bit) all.add(p, 1, w.raw.ids[row]!);
    }
  });
  return all.text;
};

const w = workload(size);
const compileStart = performance.now();
const circuit = circuitOf(w.rules, w.dictionary, w.today);
const compiling = performance.now() - compileStart;
if (circuit.programs.some((p) => !p)) throw new Error('a policy of the workload fits no circuit');
const cold: number[] = [];
let opened = openStore(w.raw, circuit, w.dictionary);
for (let i = 0; i < rounds; i += 1)
  cold.push(
    await cpuOf(() => {
      opened = openStore(w.raw, circuit, w.dictionary);
      opened.sweeper.sweep();
    }),
  );
const { store, sweeper } = opened;
const plain = openStore(w.raw, circuit, w.dictionary, 'js').sweeper;
const listAll = (one: Sweeper): number =>
  w.trees.reduce((sum, _, p) => {
    const lists = one.lists(p)!;
    return sum + lists.yes.length + lists.unknown.length;
  }, 0);
const countAll = (one: Sweeper): number =>
  w.trees.reduce((sum, _, p) => {
    const counts = one.counts(p)!;
    return sum + counts.yes + counts.unknown;
  }, 0);

const times = new Map<string, number[]>();
const note = (name: string, cpu: number): void => void times.set(name, [...(times.get(name) ?? []), cpu]);
const sql = values.sql ? await openSql(w) : undefined;
const runners = values.peers ? peers.map((peer) => ({ peer, n: Math.min(size, peer.most), run: peer.prepare(w) })) : [];
let ids = 0;
for (let round = 0; round < rounds + 1; round += 1) {
  const warm = round > 0;
  const take = async (name: string, work: () => unknown): Promise<void> => {
    const cpu = await cpuOf(work);
    if (warm) note(name, cpu);
  };
  await take('wasm: sweep + id lists', () => {
    sweeper.sweep();
    ids = listAll(sweeper);
  });
  await take('wasm: sweep + counts', () => {
    sweeper.sweep();
    countAll(sweeper);
  });
  await take('wasm: household totals again', () => store.encodeTotals());
  await take('wasm: one policy over everybody', () => sweeper.sweepOne(7));
  await take('plain JS: sweep + id lists', () => {
    plain.sweep();
    listAll(plain);
  });
  for (const { peer, n, run } of runners) {
    const print = new Fingerprint();
    // the fingerprint is taken once, outside the measured rounds
    const cpu = await cpuOf(() => run(n, round === 0 ? (p, kind, id) => print.add(p, kind, id) : () => undefined));
    if (warm) note(peer.name, (cpu * size) / n);
    else if (print.text !== prefixDigest(w, sweeper, n)) throw new Error(`${peer.name} screens differently`);
  }
  if (sql) {
    const print = new Fingerprint();
    const { cpu } = await sql.run((p, kind, id) => print.add(p, kind, id));
    if (print.text !== digest(sweeper, circuit)) throw new Error('PostgreSQL screens differently');
    if (warm) note('PostgreSQL, one query', cpu);
  }
}
await sql?.close();
if (digest(sweeper, circuit) !== digest(plain, circuit)) throw new Error('the two paths differ');

// one fact at a time
const current = new Current(store, w.dictionary);
const random = randomFrom(7);
const each: number[] = [];
let turned = 0;
for (let i = 0; i < 60_000; i += 1) {
  const row = Math.floor(random() * size);
  const fact = Math.floor(random() * w.raw.columns.length);
  const other = w.raw.columns[fact]!.data[Math.floor(random() * size)]!;
  const start = process.hrtime.bigint();
  const changes = current.tell(row, fact, other);
  if (i >= 10_000) each.push(Number(process.hrtime.bigint() - start) / 1000);
  turned += changes.length;
}

// what to ask one resident next: the facts each open policy names and that are unknown
const asked: number[] = [];
const names = w.dictionary.facts.map(({ name }) => name);
for (let i = 0; i < 3000; i += 1) {
  const row = Math.floor(random() * size);
  const openings = w.rules.flatMap((rule, p) =>
    current.verdict(row, p) === 2
      ? [{ missing: rule.facts.filter((fact) => store.codes[fact]![row] === 0).map((fact) => names[fact]!), count: 1 }]
      : [],
  );
  const start = process.hrtime.bigint();
  nextQuestions(openings, names);
  if (i >= 1000) asked.push(Number(process.hrtime.bigint() - start) / 1000);
}

const base = median(times.get('wasm: sweep + id lists')!);
console.info(
  `${size} residents × ${w.trees.length} policies, ${circuit.tests.length} different comparisons, ${ids} ids, path ${sweeper.path}; digest ${digest(plain, circuit)}, equal on all paths and peers that ran`,
);
console.info(
  `circuit compiled in ${compiling.toFixed(0)} ms; cold (raw columns to verdict bits, WebAssembly compiled): ${ms(median(cold))} ms CPU`,
);
for (const [name, all] of times)
  console.info(
    `${name.padEnd(34)} ${ms(median(all)).padStart(10)} ms CPU   ${(median(all) / base).toFixed(median(all) / base < 10 ? 2 : 0).padStart(9)} ×`,
  );
console.info(
  `one fact told, household and difference included: median ${median(each).toFixed(2)} µs, p99 ${at(each, 0.99).toFixed(2)} µs, ${(turned / 60_000).toFixed(2)} verdicts turned`,
);
console.info(`ranked questions for one resident: median ${median(asked).toFixed(0)} µs, p99 ${at(asked, 0.99).toFixed(0)} µs`);
console.info(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB (generator and peers included)`);
