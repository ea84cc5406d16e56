import { compile, type Rule } from '../../modules/discovery/language/compile.ts';
import { gather, nextQuestions } from '../../modules/discovery/language/questions.ts';
import { Bulk, openingsOf } from '../../modules/discovery/screening/bulk.ts';
import { Current } from '../../modules/discovery/screening/incremental.ts';
import type { Opened } from '../../modules/discovery/screening/wasm/sweeper.ts';
import { at, type Cost, costOf, median, ms, peakMb } from './measure.ts';
import { type Comparison, isTree, randomFrom, ruleText, type Tree, type Workload } from './workload.ts';

/** What only Daiban does: nothing here has a peer in the run. */
const say = (text: string): void => console.info(text);

/** Facts that matter and fewest answers of every unknown verdict; then the best questions for everybody together. */
export const measureWaiting = async ({ store, sweeper }: Opened, w: Workload, rounds: number): Promise<void> => {
  const names = w.dictionary.facts.map(({ name }) => name);
  const costs: Cost[] = [];
  let [verdicts, kinds] = [0, 0];
  sweeper.sweep();
  for (let round = 0; round < rounds; round += 1) {
    [verdicts, kinds] = [0, 0];
    costs.push(
      await costOf(() => {
        const bulk = new Bulk(store, w.dictionary);
        w.trees.forEach((_, p) => {
          const all = bulk.waitings(p, sweeper.bits(p)!)!;
          verdicts += all.rows.length;
          kinds += all.kinds.length;
        });
      }),
    );
  }
  const bulk = new Bulk(store, w.dictionary);
  const openings = gather(w.trees.flatMap((_, p) => openingsOf(bulk.waitings(p, sweeper.bits(p)!)!)));
  const ranked = await costOf(() => nextQuestions(openings, names));
  say(
    `facts that matter and fewest answers of ${verdicts} unknown verdicts (${kinds} kinds): ${ms(median(costs.map(({ cpu }) => cpu)))} ms CPU; best questions over everybody: ${ms(ranked.cpu)} ms`,
  );
};

/** One resident's questions, from their codes: what every open policy waits for, then the ranking. */
export const measureQuestions = ({ store }: Opened, w: Workload): void => {
  const bulk = new Bulk(store, w.dictionary);
  const names = w.dictionary.facts.map(({ name }) => name);
  const random = randomFrom(11);
  const times: number[] = [];
  for (let i = 0; i < 4000; i += 1) {
    const row = Math.floor(random() * w.raw.size);
    const start = process.hrtime.bigint();
    const openings = w.trees.flatMap((_, p) => {
      const missing = bulk.missing(p, row);
      return missing ? [{ missing, count: 1 }] : [];
    });
    nextQuestions(openings, names);
    if (i >= 2000) times.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  say(
    `ranked questions for one resident, missing facts included: median ${median(times).toFixed(0)} µs, p99 ${at(times, 0.99).toFixed(0)} µs`,
  );
};

/** One fact of one resident told: codes, household, and what turned. */
export const measureTelling = ({ store }: Opened, w: Workload): void => {
  const current = new Current(store, w.dictionary);
  const random = randomFrom(7);
  const each: number[] = [];
  let turned = 0;
  for (let i = 0; i < 60_000; i += 1) {
    const row = Math.floor(random() * w.raw.size);
    const fact = Math.floor(random() * w.raw.columns.length);
    const other = w.raw.columns[fact]!.data[Math.floor(random() * w.raw.size)]!;
    const start = process.hrtime.bigint();
    const changes = current.tell(row, fact, other);
    if (i >= 10_000) each.push(Number(process.hrtime.bigint() - start) / 1000);
    turned += changes.length;
  }
  say(
    `one fact told, household and difference included: median ${median(each).toFixed(2)} µs, p99 ${at(each, 0.99).toFixed(2)} µs, ${(turned / 60_000).toFixed(2)} verdicts turned`,
  );
};

/** The policy with one of its thresholds moved to where no policy has one. */
const edited = (tree: Tree, w: Workload): Rule | undefined => {
  let left = 1;
  const moved = (t: Tree | Comparison): Tree | Comparison => {
    if (isTree(t)) return { k: t.k, parts: t.parts.map(moved) };
    if (t.value <= 50 || t.op === '=' || left === 0) return t;
    left -= 1;
    return { ...t, value: t.value + 7 };
  };
  const made = compile(ruleText(moved(tree)), w.dictionary);
  return left === 0 && made.ok ? made.rule : undefined;
};

export const measureEdit = async ({ sweeper }: Opened, w: Workload): Promise<void> => {
  const costs: number[] = [];
  const rules = w.trees.flatMap((tree) => edited(tree, w) ?? []);
  for (const [i, rule] of rules.entries()) {
    const { cpu } = await costOf(() => {
      if (!sweeper.preview(rule, w.today)) throw new Error('an edited policy fits no circuit');
    });
    if (i >= 10) costs.push(cpu);
  }
  say(
    `a policy edited with a new threshold, compiled, recoded and swept: median ${ms(median(costs))} ms CPU, p90 ${ms(at(costs, 0.9))} ms (${costs.length} policies)`,
  );
};

/** The same work with one thread and with two, by turns; wall time is what two threads are for. */
export const measureThreads = async ({ sweeper }: Opened, rounds: number): Promise<void> => {
  const jobs = {
    'sweep and lists': () => {
      sweeper.sweep();
      sweeper.listAll();
    },
    'sweep and counts': () => void sweeper.countAll(),
  };
  const walls = new Map<string, number[]>();
  for (let round = 0; round < 2 * rounds; round += 1)
    for (const threads of [1, 2]) {
      const got = await sweeper.withThreads(threads);
      if (got !== threads) throw new Error(`${threads} threads asked for, ${got} there (${sweeper.because ?? sweeper.path})`);
      for (const [name, job] of Object.entries(jobs)) {
        job();
        for (let i = 0; i < 5; i += 1) {
          const { wall } = await costOf(job);
          walls.set(`${name} ${threads}`, [...(walls.get(`${name} ${threads}`) ?? []), wall]);
        }
      }
    }
  await sweeper.close();
  for (const name of Object.keys(jobs)) {
    const [one, two] = [walls.get(`${name} 1`)!, walls.get(`${name} 2`)!];
    say(
      `${name}, wall: one thread ${ms(median(one))} ms, two ${ms(median(two))} ms: × ${(median(one) / median(two)).toFixed(2)} (best of each × ${(Math.min(...one) / Math.min(...two)).toFixed(2)})`,
    );
  }
};

export const sayPeak = (): void => say(`peak memory so far ${peakMb()} MB (generator, facts, fast path with all lists)`);
