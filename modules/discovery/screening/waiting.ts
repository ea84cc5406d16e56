import type { Input, PolicyTable } from './tables.ts';
import { UNKNOWN_VERDICT, YES_VERDICT } from './tables.ts';

/** What an undecided household total waits for. */
export type TotalGap = {
  /** The resident's own fact is unknown; another member's is. */
  readonly own: boolean;
  readonly others: boolean;
  /** Fewest answers that can make the comparison hold, and fail, for certain. */
  readonly toHold: number;
  readonly toFail: number;
};
export const NO_GAP: TotalGap = { own: false, others: false, toHold: 1, toFail: 1 };

/** More than any household can be asked. */
const NEVER = 255;

const openInputs = (inputs: readonly Input[], key: number): readonly number[] =>
  inputs.flatMap(({ stride, radix }, i) => (Math.floor(key / stride) % radix === 0 ? [i] : []));

/**
 * For every key of a policy's table, which inputs could still change the verdict (bit i = input i): the unknown facts of which
 * two answers, the others the same, lead to different results. Larger keys know more, so each row follows from those already made.
 */
export const mattering = ({ inputs, verdicts }: PolicyTable): Uint32Array => {
  const masks = new Uint32Array(verdicts.length);
  for (let key = masks.length - 1; key >= 0; key -= 1) {
    if (verdicts[key] !== UNKNOWN_VERDICT) continue;
    const [first, second] = openInputs(inputs, key);
    const { stride, possible } = inputs[first!]!;
    if (second === undefined) {
      masks[key] = 1 << first!;
      continue;
    }
    let mask = 0;
    for (const digit of possible) mask |= masks[key + digit * stride]!;
    const other = inputs[second]!;
    for (const digit of other.possible) mask |= masks[key + digit * other.stride]! & (1 << first!);
    masks[key] = mask;
  }
  return masks;
};

export type Fewest = {
  /** By key: the fewest answers that can make the verdict a certain yes; 0 where it is one, 255 where none can. */
  readonly answers: Uint8Array;
  /** By key: one such set of inputs, the first in dictionary order. */
  readonly ask: Uint32Array;
};

/** @param gaps by input: what each total would take */
export const fewestAnswers = ({ inputs, verdicts }: PolicyTable, gaps: readonly TotalGap[]): Fewest => {
  const answers = new Uint8Array(verdicts.length).fill(NEVER);
  const ask = new Uint32Array(verdicts.length);
  for (let key = verdicts.length - 1; key >= 0; key -= 1) {
    if (verdicts[key] === YES_VERDICT) answers[key] = 0;
    if (verdicts[key] !== UNKNOWN_VERDICT) continue;
    for (const i of openInputs(inputs, key)) {
      const { stride, possible, total } = inputs[i]!;
      for (const digit of possible) {
        const gap = gaps[i] ?? NO_GAP;
        const cost = total === undefined ? 1 : digit === 2 ? gap.toHold : gap.toFail;
        const all = Math.min(NEVER, cost + answers[key + digit * stride]!);
        if (all >= answers[key]!) continue;
        answers[key] = all;
        ask[key] = (1 << i) | ask[key + digit * stride]!;
      }
    }
  }
  return { answers, ask };
};

/** The inputs of a mask as `missingNames` writes them: the resident's own facts first, then other members'. */
export const namesOf = (mask: number, inputs: readonly Input[], gaps: readonly TotalGap[], names: readonly string[]): readonly string[] => {
  const own: number[] = [];
  const others: number[] = [];
  inputs.forEach(({ fact, total }, i) => {
    if ((mask & (1 << i)) === 0) return;
    if (total === undefined || gaps[i]!.own) own.push(fact);
    if (total !== undefined && gaps[i]!.others) others.push(fact);
  });
  const sorted = (facts: number[]): number[] => [...new Set(facts)].sort((a, b) => a - b);
  return [...sorted(own).map((fact) => names[fact]!), ...sorted(others).map((fact) => `户.${names[fact]!}`)];
};
