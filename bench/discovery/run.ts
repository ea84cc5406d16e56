import { parseArgs } from 'node:util';
import { circuitOf } from '../../modules/discovery/screening/circuit.ts';
import { digest, Fingerprint, type Sweeper } from '../../modules/discovery/screening/sweep.ts';
import { openStore } from '../../modules/discovery/screening/wasm/sweeper.ts';
import { engines } from './engines.ts';
import { measureFlat } from './flat.ts';
import { costOf, median, ms, peakMb } from './measure.ts';
import { measureEdit, measureQuestions, measureTelling, measureThreads, measureWaiting, sayPeak } from './ours.ts';
import { peers } from './peers.ts';
import { openSql } from './sql.ts';
import { type Workload, workload } from './workload.ts';

/** What screening costs, and what the same costs with others; README.md says how it is measured and what it came to. */
const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    sql: { type: 'boolean' },
    peers: { type: 'boolean' },
    flat: { type: 'string' },
  },
});
if (values.flat !== undefined) {
  await measureFlat(values.flat.split(',').map(Number));
  process.exit(0);
}
const size = Number(values.residents);
const rounds = Number(values.rounds);

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

const times = new Map<string, number[]>();
const note = (name: string, cpu: number): void => void times.set(name, [...(times.get(name) ?? []), cpu]);
const FAST = 'sweep and id lists';
const COLD = 'cold: raw columns to verdict bits';

let opened = openStore(w.raw, circuit, w.dictionary);
const { store, sweeper } = opened;
const fast = {
  [FAST]: () => {
    sweeper.sweep();
    sweeper.listAll();
  },
  'sweep and counts': () => void sweeper.countAll(),
  'household totals again': () => store.encodeTotals(),
  'one policy over everybody': () => sweeper.sweepOne(3),
};
for (let round = 0; round < rounds + 1; round += 1)
  for (const [name, work] of Object.entries(fast)) {
    const { cpu } = await costOf(work);
    if (round > 0) note(name, cpu);
  }
sayPeak();
for (let round = 0; round < rounds; round += 1) {
  const { cpu } = await costOf(() => {
    opened = openStore(w.raw, circuit, w.dictionary);
    opened.sweeper.sweep();
  });
  note(COLD, cpu);
}
opened = { store, sweeper };

const sql = values.sql ? await openSql(w) : undefined;
const runners = values.peers ? [...peers, ...engines].map((peer) => ({ peer, n: Math.min(size, peer.most), run: peer.prepare(w) })) : [];
const plain = openStore(w.raw, circuit, w.dictionary, 'js').sweeper;
sweeper.sweep();
for (let round = 0; round < rounds + 1; round += 1) {
  const warm = round > 0;
  const { cpu: fastest } = await costOf(fast[FAST]);
  if (warm) note(FAST, fastest);
  const { cpu: slow } = await costOf(() => {
    plain.sweep();
    for (let p = 0; p < w.trees.length; p += 1) plain.lists(p);
  });
  if (warm) note('plain JavaScript path', slow);
  for (const { peer, n, run } of runners) {
    const print = new Fingerprint();
    // the fingerprint is taken once, outside the measured rounds
    const { cpu } = await costOf(() => run(n, round === 0 ? (p, kind, id) => print.add(p, kind, id) : () => undefined));
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
const [ours, theirs] = [digest(sweeper, circuit), digest(plain, circuit)];
if (ours !== theirs) throw new Error('the two paths differ');

console.info(
  `${size} residents × ${w.trees.length} policies, ${circuit.tests.length} different comparisons, path ${sweeper.path}; digest ${ours}, equal on all paths and peers that ran; circuit compiled in ${compiling.toFixed(0)} ms`,
);
const base = median(times.get(FAST)!);
for (const [name, all] of times) {
  const ratio = median(all) / base;
  console.info(`${name.padEnd(36)} ${ms(median(all)).padStart(12)} ms CPU ${ratio.toFixed(ratio < 10 ? 2 : 0).padStart(10)} ×`);
}
await measureWaiting(opened, w, rounds);
measureQuestions(opened, w);
await measureEdit(opened, w);
await measureThreads(opened, rounds);
measureTelling(opened, w);
console.info(`peak memory with the plain path and peers ${peakMb()} MB`);
