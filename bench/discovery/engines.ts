import { celEnv, parse, plan } from '@bufbuild/cel';
import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine';
import { nameOf, type Peer, rowsOf, totalKey, twice } from './peers.ts';
import { type Comparison, facts, isTree, type Tree } from './workload.ts';

const RULES_MOST = 200;
const CEL_MOST = 300;

const rulesEngine: Peer = {
  name: 'json-rules-engine, two rules a policy',
  most: RULES_MOST,
  prepare: (w) => {
    const whole = (t: Tree, sure: boolean): TopLevelCondition => {
      const parts = t.parts.map((part) => (isTree(part) ? whole(part, sure) : comparison(part, sure)));
      return t.k === 'and' ? { all: parts } : { any: parts };
    };
    const comparison = (t: Comparison, sure: boolean): NestedCondition => {
      const fact = nameOf(t, sure);
      const operator = t.op === '=' ? 'equal' : t.op === '<' ? 'lessThan' : 'greaterThanInclusive';
      const compare: NestedCondition = { fact, operator, value: t.value };
      return t.total || sure ? compare : { any: [{ fact, operator: 'equal', value: null }, compare] };
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
};

/** CEL has a third value of its own: an error that `&&` and `||` absorb. An unknown fact is left out of the record. */
const cel: Peer = {
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
};

/** Rule engines as peers, apart from those of peers.ts because they are slow: run on a few hundred residents. */
export const engines: readonly Peer[] = [rulesEngine, cel];
