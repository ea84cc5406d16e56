import { parse } from 'node:querystring';
import { toHalfWidth } from '../../kernel/checked.ts';
import { isDay } from '../../kernel/time.ts';

/** What a form brought: names and values as typed, the first of each name. */
export type Typed = Readonly<Record<string, string>>;

/** More than any of our forms has; what comes beyond is not looked at. */
const MOST_FIELDS = 40;

/** A form's body. Control characters and half characters, which nobody types, are left out; nothing in it can make this throw. */
export const typedOf = (body: string): Typed => {
  const out: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(parse(body, undefined, undefined, { maxKeys: MOST_FIELDS })))
    out[name] = cleaned((Array.isArray(value) ? value[0] : value) ?? '');
  return out;
};

export const cleaned = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();

/** One line: breaks become spaces. */
export const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** The last four of a phone as typed, full-width digits too; null if it is not four digits. */
export const tailOf = (text: string | undefined): string | null => {
  const digits = toHalfWidth(text ?? '').replace(/\s/g, '');
  return /^\d{4}$/.test(digits) ? digits : null;
};

/** A day from three boxes; null if there is no such day. */
export const dayFrom = (typed: Typed, name: string): string | null => {
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) =>
    toHalfWidth(typed[`${name}-${part}`] ?? '').replace(/\s/g, ''),
  );
  const whole = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(whole) ? whole : null;
};
