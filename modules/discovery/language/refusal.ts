/** Where in a rule's text: both from 1, columns in characters as an editor counts them. */
export type Place = { readonly line: number; readonly column: number };

/** Why a rule is not accepted: a name for programs, a sentence for people, where, and what to write instead. */
export type RuleRefusal = {
  readonly code: 'syntax' | 'type' | 'unknown_name' | 'unsupported' | 'brackets' | 'empty' | 'circular' | 'too_large';
  readonly zh: string;
  readonly en: string;
  readonly hint?: { readonly zh: string; readonly en: string };
  readonly place: Place;
  /** Offsets in the text, for the editor's underline. */
  readonly from: number;
  readonly to: number;
};

/** Thrown inside the compiler only; `compile` turns it into a value. */
export class Refused extends Error {
  readonly refusal: RuleRefusal;
  constructor(refusal: RuleRefusal) {
    super(refusal.en);
    this.refusal = refusal;
  }
}

export const placeOf = (text: string, offset: number): Place => {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: [...before.slice(lastBreak + 1)].length + 1 };
};

/** One line for a spreadsheet cell or a log. */
export const refusalText = ({ place, zh, en, hint }: RuleRefusal): string =>
  `第${place.line}行第${place.column}列：${zh}${hint ? `（${hint.zh}）` : ''} | line ${place.line}, column ${place.column}: ${en}${hint ? ` (${hint.en})` : ''}`;
