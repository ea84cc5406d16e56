import type { Rational } from './rational.ts';

/** Thrown where the work allowed is used up; what asked for it then says that it doesn't know. */
export class Exhausted extends Error {}

/**
 * How much work one question may cost. Counted in steps, never by a clock: the same question has the same answer on every machine,
 * busy or not. A step is about what it takes to look at one part of a rule (some two million a second).
 */
export class Effort {
  private left: number;
  private readonly whole: Effort | undefined;

  /** @param whole what these steps are taken from as well */
  constructor(steps: number, whole?: Effort) {
    this.left = steps;
    this.whole = whole;
  }

  /** @throws Exhausted */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new Exhausted();
    this.whole?.spend(steps);
  }

  /** Something wanted more than there was. */
  get spent(): boolean {
    return this.left < 0 || this.whole?.spent === true;
  }

  /** At most so many of these steps, for one question of several. */
  part(steps: number): Effort {
    return new Effort(steps, this);
  }

  /** An equal share of what is left, for the next of so many questions. */
  share(questions: number): Effort {
    return this.part(Math.max(0, Math.floor(this.left / questions)));
  }
}

const WORD = 1n << 64n;
/** What it takes to reckon with a number: long ones cost the square of their length. */
export const costOf = ({ n, d }: Rational): number => {
  if (d < WORD && n < WORD && n > -WORD) return 1;
  const words = (n.toString(16).length + d.toString(16).length) / 16;
  return 1 + words + words * words;
};
