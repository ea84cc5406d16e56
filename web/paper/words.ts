/** Days, instants and sums as papers say them. Legal days are Shanghai's, whatever zone the machine is in. */

const ZONE = 'Asia/Shanghai';
const parts = (options: Intl.DateTimeFormatOptions, at: Date, zone: string): string =>
  new Intl.DateTimeFormat('zh-CN', { ...options, timeZone: zone, hourCycle: 'h23' }).format(at);

/** `2026-11-21` → 2026年11月21日 周六 */
export const dayZh = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`);
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${parts({ weekday: 'short' }, at, 'UTC')}`;
};

/** `2026-11-21` → Sat, 21 November 2026 */
export const dayEn = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** `2026-11-21T06:30:00Z` → 2026年11月21日 周六 14:30 */
export const instantZh = (instant: string): string => {
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);
  return `${dayZh(day)} ${parts({ hour: '2-digit', minute: '2-digit' }, at, ZONE)}`;
};

/** 123456n fen → 1,234.56 元 */
export const yuan = (fen: bigint): string => {
  const whole = String(fen / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${String(fen % 100n).padStart(2, '0')} 元`;
};

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

const fourDigits = (n: number): string => {
  let out = '';
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (digit > 0) out += `${DIGITS[digit]}${UNITS[place]}`;
    else if (out !== '' && !out.endsWith('零') && n % 10 ** place > 0) out += '零';
  }
  return out;
};

/** Sums as receipts for money must say them, so that nobody adds a nought: 120050n → 壹仟贰佰元伍角整. For 0 ≤ fen < 10^18. */
export const capitalYuan = (fen: bigint): string => {
  let rest = fen / 100n;
  let whole = '';
  for (const group of GROUPS) {
    const n = Number(rest % 10_000n);
    rest /= 10_000n;
    // A gap before a group that doesn't fill its four places is said as 零.
    const gap = n > 0 && n < 1_000 && rest > 0n ? '零' : '';
    if (n > 0) whole = `${gap}${fourDigits(n)}${group}${whole}`;
    else if (whole !== '' && !whole.startsWith('零')) whole = `零${whole}`;
    if (rest === 0n) break;
  }
  const [jiao, cents] = [Number((fen / 10n) % 10n), Number(fen % 10n)];
  const yuanPart = whole === '' ? '' : `${whole}元`;
  if (jiao === 0 && cents === 0) return `${yuanPart === '' ? '零元' : yuanPart}整`;
  const jiaoPart = jiao > 0 ? `${DIGITS[jiao]}角` : yuanPart === '' ? '' : '零';
  return `${yuanPart}${jiaoPart}${cents > 0 ? `${DIGITS[cents]}分` : '整'}`;
};
