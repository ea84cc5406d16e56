import { evaluate } from 'feelin';
import { LogicEngine } from 'json-logic-engine';
import { type Comparison, facts, isTree, type Tree, type Workload } from './workload.ts';

/** A contender: screens the first `size` residents; `visit` takes every yes (kind 0) and unknown (kind 1). */
export type Visit = (policy: number, kind: 0 | 1, id: number) => void;
export type Peer = {
  readonly name: string /** residents it is run on, at most */;
  readonly most: number;
  readonly prepare: (w: Workload) => (size: number, visit: Visit) => void | Promise<void>;
};

/** Least and most of every household total that a policy names, by row: given to all peers ready-made. */
export type Totals = ReadonlyMap<string, { readonly least: Float64Array; readonly most: Float64Array }>;
export const totalKey = (c: Comparison): string => `${c.total}${c.fact}`;
const leavesOf = (t: Tree | Comparison): Comparison[] => (isTree(t) ? t.parts.flatMap(leavesOf) : [t]);
export const totalsOf = ({ raw, trees }: Workload): Totals => {
  const out = new Map<string, { least: Float64Array; most: Float64Array }>();
  for (const leaf of trees.flatMap(leavesOf)) {
    if (!leaf.total || out.has(totalKey(leaf))) continue;
    const least = new Float64Array(raw.size);
    const most = new Float64Array(raw.size);
    const { data } = raw.columns[leaf.fact]!;
    for (let h = 0; h + 1 < raw.start.length; h += 1) {
      const known = data.subarray(raw.start[h]!, raw.start[h + 1]!);
      const numbers = [...known].map((v) => (Number.isNaN(v) ? 0 : v));
      const sum = leaf.total === 'sum' ? numbers.reduce((a, b) => a + b, 0) : Math.max(...numbers);
      least.fill(sum, raw.start[h]!, raw.start[h + 1]!);
      most.fill([...known].some(Number.isNaN) ? Number.POSITIVE_INFINITY : sum, raw.start[h]!, raw.start[h + 1]!);
    }
    out.set(totalKey(leaf), { least, most });
  }
  return out;
};

/** Plain typed-column closures with Kleene's tables: bit 1 sure, bit 2 possible. The yardstick. */
const closures: Peer = {
  name: 'closures over typed columns',
  most: 1_000_000,
  prepare: (w) => {
    const totals = totalsOf(w);
    const leaf = (c: Comparison): ((row: number) => number) => {
      const { value, op } = c;
      if (c.total) {
        const { least, most } = totals.get(totalKey(c))!;
        return op === '>='
          ? (row) => (least[row]! >= value ? 3 : most[row]! >= value ? 2 : 0)
          : (row) => (most[row]! < value ? 3 : least[row]! < value ? 2 : 0);
      }
      const column = w.raw.columns[c.fact]!;
      if (column.kind === 'listed') {
        const { data } = column;
        return (row) => (data[row] === 0 ? 2 : data[row] === value ? 3 : 0);
      }
      const { data } = column;
      return op === '>='
        ? (row) => {
            const x = data[row]!;
            return x >= value ? 3 : x < value ? 0 : 2;
          }
        : (row) => {
            const x = data[row]!;
            return x < value ? 3 : x >= value ? 0 : 2;
          };
    };
    const made = (t: Tree | Comparison): ((row: number) => number) => {
      if (!isTree(t)) return leaf(t);
      const parts = t.parts.map(made);
      return t.k === 'and'
        ? (row) => {
            let all = 3;
            for (let i = 0; i < parts.length && all !== 0; i += 1) all &= parts[i]!(row);
            return all;
          }
        : (row) => {
            let any = 0;
            for (let i = 0; i < parts.length && any !== 3; i += 1) any |= parts[i]!(row);
            return any;
          };
    };
    const policies = w.trees.map(made);
    return (size, visit) => {
      policies.forEach((policy, p) => {
        for (let row = 0; row < size; row += 1) {
          const verdict = policy(row);
          if (verdict === 3) visit(p, 0, w.raw.ids[row]!);
          else if (verdict === 2) visit(p, 1, w.raw.ids[row]!);
        }
      });
    };
  },
};

/** A resident as a record: unknown = null; totals as two numbers. */
export type Row = Record<string, number | string | boolean | null | Row[]>;
export const rowsOf = (w: Workload, size: number): Row[] => {
  const totals = totalsOf(w);
  return Array.from({ length: size }, (_, row) => {
    const out: Row = {};
    facts.forEach(({ name }, f) => {
      const column = w.raw.columns[f]!;
      const value = column.data[row]!;
      out[name] = column.kind === 'listed' ? (value === 0 ? null : value) : Number.isNaN(value) ? null : value;
    });
    for (const [key, { least, most }] of totals) {
      out[`${key}least`] = least[row]!;
      out[`${key}most`] = most[row] === Number.POSITIVE_INFINITY ? Number.MAX_SAFE_INTEGER : most[row]!;
    }
    return out;
  });
};

/** A library without a third value is asked twice: unknown taken for false, and for true. On and/or trees that is Kleene. */
export const twice =
  (run: (policy: number, sure: boolean, row: number) => boolean, w: Workload, from = 0): ((size: number, visit: Visit) => void) =>
  (size, visit) => {
    w.trees.forEach((_, p) => {
      for (let row = from; row < size; row += 1) {
        if (run(p, true, row)) visit(p, 0, w.raw.ids[row]!);
        else if (run(p, false, row)) visit(p, 1, w.raw.ids[row]!);
      }
    });
  };
export const nameOf = (c: Comparison, sure: boolean): string =>
  c.total ? `${totalKey(c)}${(c.op === '>=') === sure ? 'least' : 'most'}` : facts[c.fact]!.name;

const jsonLogic: Peer = {
  name: 'json-logic-engine, compiled',
  most: 20_000,
  prepare: (w) => {
    const engine = new LogicEngine();
    const logic = (t: Tree | Comparison, sure: boolean): unknown => {
      if (isTree(t)) return { [t.k]: t.parts.map((part) => logic(part, sure)) };
      const read = { var: nameOf(t, sure) };
      const compare = { [t.op === '=' ? '===' : t.op]: [read, t.value] };
      if (t.total) return compare;
      return sure ? { and: [{ '!==': [read, null] }, compare] } : { or: [{ '===': [read, null] }, compare] };
    };
    const built = w.trees.map((tree) => [engine.build(logic(tree, true)), engine.build(logic(tree, false))] as const);
    const rows = rowsOf(w, Math.min(w.raw.size, 20_000));
    return twice((p, sure, row) => Boolean(built[p]![sure ? 0 : 1](rows[row])), w);
  },
};

const feel: Peer = {
  name: 'feelin',
  most: 10,
  prepare: (w) => {
    const text = (t: Tree | Comparison, sure: boolean): string => {
      if (isTree(t)) return `(${t.parts.map((part) => text(part, sure)).join(` ${t.k} `)})`;
      const compare = `${nameOf(t, sure)} ${t.op} ${t.value}`;
      if (t.total) return compare;
      return sure ? `(${nameOf(t, sure)} != null and ${compare})` : `(${nameOf(t, sure)} = null or ${compare})`;
    };
    const texts = w.trees.map((tree) => [text(tree, true), text(tree, false)] as const);
    const rows = rowsOf(w, Math.min(w.raw.size, 10));
    return twice((p, sure, row) => evaluate(texts[p]![sure ? 0 : 1], rows[row]!).value === true, w);
  },
};

export const peers: readonly Peer[] = [closures, jsonLogic, feel];
