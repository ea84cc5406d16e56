import type { Rule } from '../language/compile.ts';
import { circuitOf } from './circuit.ts';
import { Store } from './store.ts';

/**
 * A store for one rule that is still being written: columns whose codes can tell what the rule asks are those of the store in force,
 * the others (a new threshold) are encoded from the raw facts.
 * @param place gives the bytes of a column that can't be shared
 * @returns `shared` by column: which one of the store in force it is; undefined for a rule that no circuit holds
 */
export const previewStore = (
  store: Store,
  rule: Rule,
  today: number,
  place?: (column: number, size: number) => Uint8Array,
): { readonly store: Store; readonly shared: readonly (number | undefined)[] } | undefined => {
  const circuit = circuitOf([rule], store.dictionary, today, store.circuit);
  if (!circuit.programs[0]) return undefined;
  const { classes, totals } = store.circuit;
  const shared = [
    ...circuit.classes.map((own, fact) => (own === undefined || own === classes[fact] ? fact : undefined)),
    ...circuit.totals.flatMap((total) => {
      const j = totals.indexOf(total);
      return j < 0 ? [undefined, undefined] : [classes.length + 2 * j, classes.length + 2 * j + 1];
    }),
  ];
  const share = (column: number): Uint8Array | undefined => (shared[column] === undefined ? undefined : store.codes[shared[column]]);
  return { store: new Store(store.raw, circuit, store.dictionary, { share, encoder: store.encoder, ...(place ? { place } : {}) }), shared };
};
