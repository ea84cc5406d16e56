import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nameOf, type Peer, rowsOf, totalKey, twice } from './peers.ts';
import { type Comparison, facts, isTree, type Tree } from './workload.ts';

/**
 * Peers that Daiban doesn't install: looked for in a folder where somebody ran `npm install json-rules-engine @bufbuild/cel`.
 * One that isn't there is not run, and the bench says so.
 */
type Found = { readonly peers: readonly Peer[]; readonly missing: readonly string[] };

/** What is used of json-rules-engine. */
type RulesEngine = {
  readonly Engine: new () => {
    addRule: (rule: { conditions: object; event: { type: string } }) => void;
    run: (facts: object) => Promise<{ events: readonly { type: string }[] }>;
  };
};
/** What is used of @bufbuild/cel. */
type Cel = {
  readonly celEnv: () => object;
  readonly parse: (text: string) => object;
  readonly plan: (env: object, expression: object) => (facts: object) => unknown;
};

const RULES_MOST = 200;
const CEL_MOST = 300;

const rulesEngine = ({ Engine }: RulesEngine): Peer => ({
  name: 'json-rules-engine, two rules a policy',
  most: RULES_MOST,
  prepare: (w) => {
    const condition = (t: Tree | Comparison, sure: boolean): object => {
      if (isTree(t)) return { [t.k === 'and' ? 'all' : 'any']: t.parts.map((part) => condition(part, sure)) };
      const fact = nameOf(t, sure);
      const operator = t.op === '=' ? 'equal' : t.op === '<' ? 'lessThan' : 'greaterThanInclusive';
      const compare = { fact, operator, value: t.value };
      return t.total || sure ? compare : { any: [{ fact, operator: 'equal', value: null }, compare] };
    };
    const whole = (t: Tree, sure: boolean): object => {
      const made = condition(t, sure);
      return 'fact' in made ? { all: [made] } : made;
    };
    const engine = new Engine();
    w.trees.forEach((tree, p) => {
      for (const sure of [true, false]) engine.addRule({ conditions: whole(tree, sure), event: { type: `${sure ? 's' : 'p'}${p}` } });
    });
    const rows = rowsOf(w, Math.min(w.raw.size, RULES_MOST));
    return async (size, visit) => {
      for (let row = 0; row < size; row += 1) {
        const held = new Set((await engine.run(rows[row]!)).events.map(({ type }) => type));
        twice((p, sure) => held.has(`${sure ? 's' : 'p'}${p}`), w, row)(row + 1, visit);
      }
    };
  },
});

/** CEL has a third value of its own: an error that `&&` and `||` absorb. An unknown fact is left out of the record. */
const cel = ({ celEnv, parse, plan }: Cel): Peer => ({
  name: '@bufbuild/cel',
  most: CEL_MOST,
  prepare: (w) => {
    const name = (key: string): string => `v${facts.findIndex((fact) => fact.name === key)}`;
    const text = (t: Tree | Comparison): string => {
      if (isTree(t)) return `(${t.parts.map(text).join(t.k === 'and' ? ' && ' : ' || ')})`;
      const value = `${t.value}.0`;
      if (!t.total) return `${name(facts[t.fact]!.name)} ${t.op === '=' ? '==' : t.op} ${value}`;
      const [sure, possible] = t.op === '>=' ? ['least', 'most'] : ['most', 'least'];
      return `(${totalKey(t)}${sure} ${t.op} ${value} || (${totalKey(t)}${possible} ${t.op} ${value} && unknown))`;
    };
    const env = celEnv();
    const policies = w.trees.map((tree) => plan(env, parse(text(tree))));
    const rows = rowsOf(w, Math.min(w.raw.size, CEL_MOST)).map((row) =>
      Object.fromEntries(
        Object.entries(row).flatMap(([key, value]) => {
          if (value === null) return [];
          return [[facts.some((fact) => fact.name === key) ? name(key) : key, value]];
        }),
      ),
    );
    return (size, visit) => {
      policies.forEach((policy, p) => {
        for (let row = 0; row < size; row += 1) {
          const verdict = policy(rows[row]!);
          if (verdict === true) visit(p, 0, w.raw.ids[row]!);
          else if (verdict !== false) visit(p, 1, w.raw.ids[row]!);
        }
      });
    };
  },
});

/** @param folder has `node_modules`; undefined: none was named */
export const outsidePeers = async (folder: string | undefined): Promise<Found> => {
  const peers: Peer[] = [];
  const missing: string[] = [];
  const look = async <T>(name: string, make: (library: T) => Peer): Promise<void> => {
    if (folder === undefined) {
      missing.push(`${name}: no folder named (--outside)`);
      return;
    }
    let at: string;
    try {
      at = createRequire(join(folder, 'package.json')).resolve(name);
    } catch {
      missing.push(`${name}: not installed in ${folder}`);
      return;
    }
    peers.push(make((await import(pathToFileURL(at).href)) as T));
  };
  await look<RulesEngine>('json-rules-engine', rulesEngine);
  await look<Cel>('@bufbuild/cel', cel);
  return { peers, missing };
};
