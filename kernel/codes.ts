import { bad, type Checked, compact, good } from './checked.ts';
import { CODE_ALPHABET, codeFrom } from './id.ts';

/**
 * Short codes that people read out, write on envelopes and type. The last character is a check: the characters' places in the
 * alphabet, each times its position, sum to 0 modulo 29. As 29 is prime and the positions differ, every single wrong character and
 * every two characters exchanged are noticed. The kinds differ in length, so a code says what it is of.
 */
export const CODE_KINDS = {
  /** A case, `K7P3-9XQA`; asked for together with the phone's tail, so it need not be secret. */
  case: { length: 8, group: 4, zh: '办件编号', en: 'case code' },
  /** A parcel, on envelope and box; says nothing of whose it is. */
  parcel: { length: 9, group: 3, zh: '物件编码', en: 'parcel code' },
  /** Looks up a matter without anything else: 11 random characters, 53 bits. */
  lookup: { length: 12, group: 4, zh: '查询码', en: 'look-up code' },
} as const;
export type CodeKind = keyof typeof CODE_KINDS;

const SIZE = CODE_ALPHABET.length;

/** Σ position × place in the alphabet, modulo 29; positions from 1. */
const weighted = (code: string): number => [...code].reduce((sum, char, i) => (sum + (i + 1) * CODE_ALPHABET.indexOf(char)) % SIZE, 0);

/** The character that makes the sum 0. */
const checkOf = (body: string): string => {
  const position = body.length + 1;
  for (const char of CODE_ALPHABET) if ((weighted(body) + position * CODE_ALPHABET.indexOf(char)) % SIZE === 0) return char;
  throw new Error('unreachable: positions below a prime size always have an inverse');
};

/** @param random at least `length − 1` random bytes of the kind */
export const makeCode = (kind: CodeKind, random: Uint8Array): string => {
  const body = codeFrom(random, CODE_KINDS[kind].length - 1);
  return body + checkOf(body);
};

/** In groups, as printed and read out: `K7P3-9XQA`. */
export const showCode = (kind: CodeKind, code: string): string => code.match(new RegExp(`.{1,${CODE_KINDS[kind].group}}`, 'g'))!.join('-');

const kindOfLength = (length: number): CodeKind | undefined =>
  (Object.keys(CODE_KINDS) as CodeKind[]).find((kind) => CODE_KINDS[kind].length === length);

/**
 * A code as typed, lower case, full-width, with spaces or dashes, in its normal form.
 * Refused: `code_letter` (0 O 1 I L U V are in no code), `code_other_kind`, `code_length`, `code_check` (a slip of the pen).
 */
export const parseCode = (kind: CodeKind, text: string): Checked<string> => {
  const { length, zh, en } = CODE_KINDS[kind];
  const code = compact(text).toUpperCase();
  const strange = [...code].findIndex((char) => !CODE_ALPHABET.includes(char));
  if (strange >= 0)
    return bad(
      'code_letter',
      `${zh}第 ${strange + 1} 个字不对：编码里没有 0、O、1、I、L、U、V，请再看一眼原件`,
      `Character ${strange + 1} of the ${en} can't be right: codes have no 0, O, 1, I, L, U or V. Look at the original once more`,
    );
  if (code.length !== length) {
    const other = kindOfLength(code.length);
    if (other !== undefined && weighted(code) === 0)
      return bad(
        'code_other_kind',
        `这是${CODE_KINDS[other].zh}，这里要填${zh}`,
        `This is a ${CODE_KINDS[other].en}; a ${en} is needed here`,
      );
    return bad(
      'code_length',
      `${zh}是 ${length} 个字，现在有 ${code.length} 个`,
      `A ${en} has ${length} characters, this has ${code.length}`,
    );
  }
  if (weighted(code) !== 0)
    return bad(
      'code_check',
      `${zh}有一处写错或颠倒了，请对着原件再输一遍`,
      `One character of the ${en} is wrong or two are swapped. Type it again from the original`,
    );
  return good(code);
};

/** For the one search box of the desk: which kind of code this is, or null where it is none. */
export const recogniseCode = (text: string): { readonly kind: CodeKind; readonly code: string } | null => {
  const kind = kindOfLength(compact(text).length);
  if (kind === undefined) return null;
  const parsed = parseCode(kind, text);
  return parsed.ok ? { kind, code: parsed.value } : null;
};
