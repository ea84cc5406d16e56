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

/** The text's digits in chunks, and the chunks in runs that could be one number. X ends its chunk: it is the last of an ID number or none of it. */
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
      if (digit === 'X') {
        at += char.length;
        closeChunk();
        continue;
      }
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

const kindOf = (typed: string): Finding['kind'] | null => {
  const digits = typed.length === 18 ? typed : typed.replace(/X$/, '');
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

/** An ID number by its shape and century, at one place: quick, so that a megabyte of digits takes no seconds. */
const ID_HERE = /[1-9]\d{5}(?:18|19|20)\d{9}[\dX]/y;
const MOBILE_HERE = /1[3-9]\d{9}/y;

const idAt = (digits: string, at: number): boolean => {
  ID_HERE.lastIndex = at;
  return ID_HERE.test(digits) && parseIdNumber(digits.slice(at, at + 18)).ok;
};

/** A mobile number only where it ends the chunk, or an ID number or another mobile follows: else every long number would hold one. */
const mobileAt = (digits: string, at: number): boolean => {
  MOBILE_HERE.lastIndex = at;
  if (!MOBILE_HERE.test(digits)) return false;
  const after = at + 11;
  return after === digits.length || idAt(digits, after) || mobileAt(digits, after);
};

/** Longest chunk searched for mobile numbers following one another; what is longer is no list of phones. */
const LONGEST_LIST = 400;

/** Numbers written after one another without a gap: ID numbers with the right check, mobile numbers from the chunk's start or after an ID number. */
const within = ({ digits, starts, end }: Chunk): readonly Finding[] => {
  const found: Finding[] = [];
  for (let i = 0; i < digits.length; ) {
    const follows = i === 0 || found.at(-1)?.end === starts[i];
    const kind = idAt(digits, i) ? 'id' : follows && digits.length <= LONGEST_LIST && mobileAt(digits, i) ? 'phone' : null;
    const length = kind === 'id' ? 18 : kind === 'phone' ? 11 : 1;
    if (kind !== null) found.push({ kind, start: starts[i]!, end: starts[i + length] ?? end });
    i += length;
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
