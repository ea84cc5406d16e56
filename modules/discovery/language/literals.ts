import { dayOf, daysInMonth, parseDay } from './calendar.ts';
import type { Value } from './dictionary.ts';
import type { Scalar } from './expression.ts';
import { add, integer, isInteger, negate, parseDecimal, type Rational } from './rational.ts';

const DURATION = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/;

export type Literal = { readonly type: Scalar; readonly value: Value };

/** `P1Y6M` in months, `P3DT4H` in seconds; undefined for anything else, years or months mixed with days included (they don't compare). */
export const parseDuration = (text: string): Literal | undefined => {
  const found = DURATION.exec(text);
  if (!found || /[PT]$/.test(text)) return undefined;
  const [, minus, years, months, days, hours, minutes, seconds] = found;
  const signed = (v: Rational): Rational => (minus ? negate(v) : v);
  const yearly = years !== undefined || months !== undefined;
  const daily = days !== undefined || hours !== undefined || minutes !== undefined || seconds !== undefined;
  if (yearly === daily) return undefined;
  if (yearly) return { type: 'months', value: signed(integer(BigInt(years ?? 0) * 12n + BigInt(months ?? 0))) };
  const whole = integer(BigInt(days ?? 0) * 86400n + BigInt(hours ?? 0) * 3600n + BigInt(minutes ?? 0) * 60n);
  return { type: 'seconds', value: signed(add(whole, parseDecimal(seconds ?? '0')!)) };
};

export const parseDate = (text: string): Literal | undefined => {
  const day = parseDay(text);
  return day === undefined ? undefined : { type: 'date', value: integer(day) };
};

export const dateFromParts = (parts: readonly Rational[]): Literal | undefined => {
  if (parts.length !== 3 || !parts.every(isInteger)) return undefined;
  const [year, month, date] = parts.map((p) => Number(p.n)) as [number, number, number];
  if (Math.abs(year) > 999_999_999 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return undefined;
  return { type: 'date', value: integer(dayOf(year, month, date)) };
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', "'": "'", '"': '"', '\\': '\\' };

/** The text between the quotes of a FEEL string; undefined for an escape that FEEL doesn't have. */
export const parseString = (quoted: string): string | undefined => {
  let fine = true;
  const out = quoted.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)/gs, (_all, code: string) => {
    if (/^[uU]./.test(code) && code.length > 1) {
      const point = Number.parseInt(code.slice(1), 16);
      if (point <= 0x10ffff) return code[0] === 'u' ? String.fromCharCode(point) : String.fromCodePoint(point);
      fine = false;
      return '';
    }
    const plain = ESCAPES[code];
    if (plain === undefined) fine = false;
    return plain ?? '';
  });
  return fine ? out : undefined;
};

/** Numbers are written with at most 34 digits, as decimal128 holds. */
export const parseNumber = (text: string): Rational | undefined => {
  const value = parseDecimal(text.replace(/\s+/g, ''));
  return value && text.replace(/\D/g, '').length <= 200 ? value : undefined;
};
