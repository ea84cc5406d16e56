import type { Circuit } from '../circuit.ts';
import { padded } from '../store.ts';
import { STAGE } from './encoder.ts';
import { type Layout, scratchBytes } from './generate.ts';
import { CONTROL_BYTES } from './work.ts';

const PAGE = 65536;
/** 4 GB: only what is written to takes memory. */
const MOST_PAGES = 65536;
const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;
/** Planes of a column with as many codes as a byte holds, and who is known. */
const MOST_PLANES = 9;
/** Columns kept free for the new thresholds of a policy that is being edited. */
export const SPARE_COLUMNS = 6;

export type Places = Layout & {
  /** By thread. */
  readonly scratch: readonly number[];
  readonly spare: {
    readonly codes: readonly number[];
    readonly planes: readonly number[];
    readonly sure: number;
    readonly possible: number;
  };
  /** By list (yes and unknown of each policy) two numbers: where it begins, in fours of bytes, and how long it is. */
  readonly slots: number;
  /** From here on lists are written. */
  readonly lists: number;
};

/** @param circuit the columns that are asked for and how many codes they have decide how large everything is */
export const placesOf = (residents: number, circuit: Circuit, threads: number): Places => {
  const size = padded(residents);
  const plane = size / 8;
  let at = aligned(CONTROL_BYTES);
  const take = (bytes: number): number => {
    const here = at;
    at += aligned(bytes);
    return here;
  };
  const columns = [...circuit.classes.map((classes) => classes !== undefined), ...circuit.totals.flatMap(() => [true, true])];
  const codes = columns.map((used) => (used ? take(size) : 0));
  const planes = columns.map((used) => (used ? take(MOST_PLANES * plane) : 0));
  const sure = circuit.programs.map((p) => (p ? take(plane) : 0));
  const possible = circuit.programs.map((p) => (p ? take(plane) : 0));
  const spares = Array.from({ length: SPARE_COLUMNS });
  const spare = {
    codes: spares.map(() => take(size)),
    planes: spares.map(() => take(MOST_PLANES * plane)),
    sure: take(plane),
    possible: take(plane),
  };
  const ids = take(residents * 4 + 256);
  const stage = { table: take(STAGE.table), values: take(STAGE.values), starts: take(STAGE.starts) };
  const scratch = Array.from({ length: threads }, () => take(scratchBytes(circuit).all));
  const slots = take(circuit.programs.length * 16);
  return {
    codes,
    planes,
    plane,
    sure,
    possible,
    ids,
    stage,
    scratch,
    spare,
    slots,
    lists: at,
    pages: { initial: Math.ceil(at / PAGE), maximum: MOST_PAGES },
  };
};
