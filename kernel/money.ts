import { bad, type Checked, good, toHalfWidth } from './checked.ts';
import type { Lang } from './time.ts';

/** Money is whole fen (1/100 yuan) as a bigint: no floats anywhere, so a sum of any number of amounts is exact. */
export type Fen = bigint;

/** 15 digits of fen, as the contracts carry it: ten trillion yuan. */
const MOST_DIGITS = 15;

const AMOUNT = /^(?:[¥￥]\s*)?(?<yuan>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<cents>\d{1,2}))?\s*元?$/;

/**
 * An amount as written at a counter: `12`, `1,234.5`, `￥12`, `１２．５０元`. Zero or more, at most two decimals, commas only
 * between thousands: `1,23` is refused, for it may be a slip of `1.23` or of `1,230`.
 */
export const parseFen = (text: string): Checked<Fen> => {
  const parts = AMOUNT.exec(toHalfWidth(text).trim())?.groups;
  if (parts === undefined)
    return bad('money_shape', '金额看不懂，请这样写：1234.50', 'The amount is not clear. Write it like this: 1234.50');
  const digits = `${parts.yuan!.replaceAll(',', '')}${(parts.cents ?? '').padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  if (digits.length > MOST_DIGITS) return bad('money_size', '金额太大，请核对位数', 'The amount is too large. Check the number of digits');
  return good(BigInt(digits));
};

/** `123450n` → `1,234.50` */
export const formatFen = (fen: Fen): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${fen < 0n ? '-' : ''}${yuan}.${digits.slice(-2)}`;
};

/** `1,234.50 元` · `¥1,234.50` */
export const sayFen = (fen: Fen, lang: Lang): string => {
  if (lang === 'zh') return `${formatFen(fen)} 元`;
  return fen < 0n ? `-¥${formatFen(-fen)}` : `¥${formatFen(fen)}`;
};

/** The text that JSON carries (`contract.fen`), which has already passed its schema. */
export const fenFromWire = (text: string): Fen => BigInt(text);
export const fenToWire = (fen: Fen): string => fen.toString();
