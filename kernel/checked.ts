import type { Refusal } from './result.ts';

/** What reading something typed by a person gives: the value in its one normal form, or a refusal that says what to do. A refusal never repeats what was typed: it may be an ID number. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const good = <T>(value: T): Checked<T> => ({ ok: true, value });

export const bad = (code: string, zh: string, en: string): Checked<never> => ({ ok: false, refusal: { code, zh, en } });

/** Full-width digits, letters and signs as a Chinese keyboard makes them (１３８, Ｘ, ￥) in their plain form. */
export const toHalfWidth = (text: string): string => text.normalize('NFKC');

/** A number as typed, without the spaces and dashes that people put between its groups. */
export const compact = (text: string): string => toHalfWidth(text).replace(/[\s\p{Pd}\p{Cf}]/gu, '');
