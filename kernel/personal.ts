import { compact } from './checked.ts';
import { luhn, parseIdNumber, parsePhone } from './identity.ts';

/** A personal number inside a text: `text.slice(start, end)`. The number itself is not carried along, so that a finding can be logged. */
export type Finding = { readonly kind: 'id' | 'phone' | 'card'; readonly start: number; readonly end: number };

/** A stretch of digits without anything between them; `start` and `end` are places in the original text. */
type Chunk = { readonly digits: string; readonly starts: readonly number[]; readonly end: number };

/** Between groups of one number people put at most this many spaces, dashes or dots. */
const MOST_BETWEEN = 3;
const BETWEEN = /^[\p{Zs}\p{Pd}\p{Cf}\t._·•()（）+＋]$/u;

/** The plain digit that a character stands for (１ ① 𝟏), X for the last place of an ID number, or ''. */
const digitOf = (char: string): string => {
  const plain = char.normalize('NFKC').toUpperCase();
  return /^[\dX]$/.test(plain) ? plain : '';
};

/** The text's digits in chunks, and the chunks in runs that could be one number. X only closes a chunk of at least 2 digits. */
const runsOf = (text: string): readonly (readonly Chunk[])[] => {
  const runs: Chunk[][] = [];
  let run: Chunk[] = [];
  let digits = '';
  let starts: number[] = [];
  let between = 0;
  let at = 0;
  const closeChunk = (): void => {
    if (digits !== '') run.push({ digits, starts, end: at });
    digits = '';
    starts = [];
  };
  const closeRun = (): void => {
    closeChunk();
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (const char of text) {
    const digit = digitOf(char);
    if (digit !== '' && (digit !== 'X' || digits.length > 0 || (run.length > 0 && between > 0))) {
      digits += digit;
      starts.push(at);
      between = 0;
    } else if (digit === '' && BETWEEN.test(char) && between < MOST_BETWEEN) {
      closeChunk();
      between += 1;
    } else {
      closeRun();
      between = 0;
    }
    at += char.length;
  }
  closeRun();
  return runs;
};

/** Mistyped ID numbers are personal too: the check digit is not asked for, only a birthday that exists. */
const looksLikeId = (digits: string): boolean => {
  const id = parseIdNumber(digits);
  return id.ok
    ? id.value.birth >= '1850-01-01' && id.value.birth < '2100-01-01' && /^[1-689]/.test(digits)
    : id.refusal.code === 'id_check';
};

const kindOf = (digits: string): Finding['kind'] | null => {
  if ((digits.length === 18 || digits.length === 15) && looksLikeId(digits)) return 'id';
  if (/^[3-6]\d{15,18}$/.test(digits) && luhn(digits)) return 'card';
  const phone = parsePhone(digits.replace(/^(?:00)?86(?=[1-9]\d{9,10}$)/, '+86'));
  return phone.ok && phone.value.kind !== 'short' ? 'phone' : null;
};

/** The longest number that begins with chunk `from` and ends with a chunk. */
const longest = (run: readonly Chunk[], from: number): { readonly kind: Finding['kind']; readonly to: number } | null => {
  let best: { kind: Finding['kind']; to: number } | null = null;
  let digits = '';
  for (let to = from; to < run.length && digits.length <= 20; to += 1) {
    digits += run[to]!.digits;
    const kind = kindOf(digits);
    if (kind !== null) best = { kind, to };
  }
  return best;
};

/** Numbers written without a gap after one another: certain ID numbers and mobile numbers within a long chunk. */
const within = (chunk: Chunk): readonly Finding[] => {
  const found: Finding[] = [];
  for (let i = 0; i < chunk.digits.length; ) {
    const end = (length: number): number => chunk.starts[i + length] ?? chunk.end;
    const isId = parseIdNumber(chunk.digits.slice(i, i + 18)).ok && i + 18 <= chunk.digits.length;
    // A mobile number only where it fills the rest or stands before or after something found: else every long number holds one.
    const rest = chunk.digits.length - i;
    const isMobile =
      !isId &&
      /^1[3-9]\d{9}/.test(chunk.digits.slice(i)) &&
      ((rest === 11 && found.length > 0) || (rest > 11 && parseIdNumber(chunk.digits.slice(i + 11, i + 29)).ok));
    if (isId || isMobile) {
      const length = isId ? 18 : 11;
      found.push({ kind: isId ? 'id' : 'phone', start: chunk.starts[i]!, end: end(length) });
      i += length;
    } else i += 1;
  }
  return found;
};

/**
 * ID numbers, phones and bank cards in free text, in order, also with full-width digits and with spaces, dashes or dots between groups.
 * It stops messages to groups (I8), so it rather finds one too many: a mistyped ID number counts, any well-formed landline counts.
 * @param allowed numbers that may be shown, such as the office's own phone
 */
export const findPersonal = (text: string, allowed: readonly string[] = []): readonly Finding[] => {
  const free = new Set(allowed.map((number) => compact(number)));
  const found: Finding[] = [];
  for (const run of runsOf(text)) {
    for (let from = 0; from < run.length; ) {
      const chunk = run[from]!;
      const hit = longest(run, from);
      if (hit === null) {
        if (chunk.digits.length > 18) found.push(...within(chunk));
        from += 1;
        continue;
      }
      const finding = { kind: hit.kind, start: chunk.starts[0]!, end: run[hit.to]!.end };
      if (!free.has(compact(text.slice(finding.start, finding.end)))) found.push(finding);
      from = hit.to + 1;
    }
  }
  return found;
};
