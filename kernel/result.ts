/** A refusal is a named value that a person can act on: a code for programs, a sentence in each language that says what to do. */
export type Refusal = {
  /** Stable name, `snake_case`, unique in the product: `consent_missing`. */
  readonly code: string;
  /** Plain Chinese: what happened, what to do. */
  readonly zh: string;
  readonly en: string;
  /** What a screen may show beside it (ids, missing names). Never personal data. */
  readonly info?: Readonly<Record<string, unknown>>;
};

export type Text = { readonly zh: string; readonly en: string };

/** What `decide` answers. `undetermined` only off line: parts of the state were not loaded, so the server must say. */
export type Decision<E, A = unknown> =
  | { readonly kind: 'accepted'; readonly events: readonly E[]; readonly answer: A }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'undetermined'; readonly needs: readonly string[] };

export const accept = <E, A>(events: readonly E[], answer: A): Decision<E, A> => ({ kind: 'accepted', events, answer });

export const refuse = (code: string, zh: string, en: string, info?: Readonly<Record<string, unknown>>): Decision<never, never> => ({
  kind: 'refused',
  refusal: info === undefined ? { code, zh, en } : { code, zh, en, info },
});
