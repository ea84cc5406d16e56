import { bad, type Checked, compact, good } from './checked.ts';
import { type Day, isDay } from './time.ts';

/**
 * Numbers that stand for a person or a body, as they stand on Chinese papers: read strictly, shown masked.
 * No refusal repeats a number: refusals are stored and logged.
 */

export type Sex = 'female' | 'male';

export type IdNumber = {
  /** 18 characters, the last may be X; 15 digits in the old form. */
  readonly number: string;
  /** `residence`: 港澳台居民居住证 (81, 82, 83) · `foreigner`: 外国人永久居留身份证 (9…) · `old`: first generation, 15 digits, still on old papers. */
  readonly form: 'citizen' | 'residence' | 'foreigner' | 'old';
  readonly birth: Day;
  readonly sex: Sex;
  /** The first six: where it was first registered, not where the person lives. */
  readonly region: string;
};

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** GB 11643: the 18th character for the first 17 digits. */
export const idCheckDigit = (first17: string): string => {
  if (!/^\d{17}$/.test(first17)) throw new Error('idCheckDigit needs 17 digits');
  return '10X98765432'[ID_WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11]!;
};

/**
 * A well-formed number for tests and demo data. Sequence 000 is never issued, and reads as female; a male one needs an odd
 * sequence, and is nobody's only with a region that doesn't exist (330999) or a birth before 1900.
 */
export const syntheticId = (region: string, birth: Day, sequence = 0): string => {
  if (!/^\d{6}$/.test(region) || !isDay(birth) || sequence < 0 || sequence > 999)
    throw new Error('syntheticId needs a six-digit region, a day and a sequence');
  const first17 = `${region}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + idCheckDigit(first17);
};

const dashed = (yyyymmdd: string): Day => `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`;

const sexOf = (sequence: string): Sex => (Number(sequence) % 2 === 1 ? 'male' : 'female');

const formOf = (number: string): IdNumber['form'] => {
  if (/^8[123]/.test(number)) return 'residence';
  return number.startsWith('9') ? 'foreigner' : 'citizen';
};

/**
 * An ID number as typed: spaces, dashes, full-width digits and a small x are put right.
 * Refused: `id_length`, `id_shape`, `id_birthday`, `id_check`.
 * @param today refuses a birthday after it
 */
export const parseIdNumber = (text: string, today?: Day): Checked<IdNumber> => {
  const number = compact(text).toUpperCase();
  if (number.length !== 18 && number.length !== 15)
    return bad(
      'id_length',
      `身份证号是18位（老证15位），现在有${number.length}位，请核对`,
      `An ID number has 18 characters (old ones 15), this has ${number.length}. Check it`,
    );
  if (!/^[1-9]\d{16}[\dX]$/.test(number) && !/^[1-8]\d{14}$/.test(number))
    return bad('id_shape', '身份证号只能是数字，最后一位可以是 X，请核对', 'An ID number has digits only; the last may be X. Check it');
  const old = number.length === 15;
  const birth = dashed(old ? `19${number.slice(6, 12)}` : number.slice(6, 14));
  if (!isDay(birth) || birth < '1800-01-01' || (today !== undefined && birth > today))
    return bad(
      'id_birthday',
      `身份证号第7到${old ? 12 : 14}位不是一个存在的生日，请核对`,
      `Characters 7 to ${old ? 12 : 14} of the ID number are no real birthday. Check them`,
    );
  if (!old && number[17] !== idCheckDigit(number.slice(0, 17)))
    return bad('id_check', '第18位校验码不对，请再核对一遍', 'The 18th character does not fit the others. Check the number once more');
  const sequence = old ? number.slice(12) : number.slice(14, 17);
  return good({ number, form: old ? 'old' : formOf(number), birth, sex: sexOf(sequence), region: number.slice(0, 6) });
};

/** The 18-character form that a 15-digit number became, so that old and new papers of one person meet. */
export const modernForm = (id: IdNumber): string => {
  if (id.form !== 'old') return id.number;
  const first17 = `${id.number.slice(0, 6)}19${id.number.slice(6)}`;
  return first17 + idCheckDigit(first17);
};

/** 统一社会信用代码, GB 32100: no I O S V Z. */
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** 组织机构代码, GB 11714: its letters count 10 for A to 35 for Z. */
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

const usccCheck = (first17: string): string =>
  USCC_ALPHABET[(31 - (USCC_WEIGHTS.reduce((sum, weight, i) => sum + weight * USCC_ALPHABET.indexOf(first17[i]!), 0) % 31)) % 31]!;

const orgCheck = (first8: string): string => {
  const check = 11 - (ORG_WEIGHTS.reduce((sum, weight, i) => sum + weight * Number.parseInt(first8[i]!, 36), 0) % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
};

/** What kind of body: 机关 · 事业单位 · 基层群众性自治组织 · 企业 · 个体工商户. */
const USCC_KINDS: Readonly<Record<string, 'agency' | 'public_institution' | 'self_governing' | 'company' | 'sole_trader'>> = {
  '11': 'agency',
  '12': 'public_institution',
  '54': 'self_governing',
  '91': 'company',
  '92': 'sole_trader',
};

export type Uscc = {
  readonly code: string;
  readonly region: string;
  readonly orgCode: string;
  readonly kind: (typeof USCC_KINDS)[string] | 'other';
};

/** A unified social credit code. Refused: `uscc_length`, `uscc_shape`, `uscc_org_check`, `uscc_check`. */
export const parseUscc = (text: string): Checked<Uscc> => {
  const code = compact(text).toUpperCase();
  if (code.length !== 18)
    return bad(
      'uscc_length',
      `统一社会信用代码是18位，现在有${code.length}位，请核对`,
      `A unified social credit code has 18 characters, this has ${code.length}. Check it`,
    );
  const region = code.slice(2, 8);
  if (![...code].every((char) => USCC_ALPHABET.includes(char)) || !/^\d{6}$/.test(region))
    return bad(
      'uscc_shape',
      '代码里没有字母 I、O、S、V、Z，第3到8位是数字，请核对',
      'The code has no I, O, S, V or Z, and characters 3 to 8 are digits. Check it',
    );
  const orgCode = code.slice(8, 17);
  if (orgCode[8] !== orgCheck(orgCode))
    return bad(
      'uscc_org_check',
      '第9到17位（组织机构代码）对不上，请再核对一遍',
      'Characters 9 to 17 (the organisation code) do not fit. Check them once more',
    );
  if (code[17] !== usccCheck(code))
    return bad('uscc_check', '第18位校验码不对，请再核对一遍', 'The 18th character does not fit the others. Check the code once more');
  return good({ code, region, orgCode, kind: USCC_KINDS[code.slice(0, 2)] ?? 'other' });
};

/** ISO/IEC 7812: every second digit from the right doubled, sum divisible by 10. */
export const luhn = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, char, i) => {
    const value = Number(char) * (i % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
  0;

/** A bank card's number, also the one on a social-security card. Refused: `card_shape`, `card_check`. */
export const parseBankCard = (text: string): Checked<string> => {
  const digits = compact(text);
  if (!/^\d{16,19}$/.test(digits))
    return bad('card_shape', '银行卡号是16到19位数字，请对着卡面核对', 'A bank card number has 16 to 19 digits. Check it against the card');
  return luhn(digits)
    ? good(digits)
    : bad(
        'card_check',
        '银行卡号有一位不对，请对着卡面再核对一遍',
        'One digit of the card number is wrong. Check it against the card once more',
      );
};

export type Phone = { readonly number: string; readonly kind: 'mobile' | 'landline' | 'short' };

/**
 * `138 0000 0000`, `+86 138…`, `0580-3012345`, `+86 580 3012345`, `12345`; mobile and short as bare digits, landline with one dash
 * after the area code. Refused: `phone_shape`.
 */
export const parsePhone = (text: string): Checked<Phone> => {
  const typed = compact(text).replace(/[()]/g, '');
  const abroad = /^(?:\+|00)86/.exec(typed);
  const rest = abroad === null ? typed.replace(/^86(?=1[3-9]\d{9}$)/, '') : typed.slice(abroad[0].length);
  if (/^1[3-9]\d{9}$/.test(rest)) return good({ number: rest, kind: 'mobile' });
  if (/^(?:11[0-9]|12\d|12\d{3})$/.test(rest)) return good({ number: rest, kind: 'short' });
  const land = /^(?<area>0(?:10|2\d|[3-9]\d{2}))(?<local>[2-9]\d{6,7})$/.exec(
    abroad !== null && !rest.startsWith('0') ? `0${rest}` : rest,
  )?.groups;
  if (land !== undefined) return good({ number: `${land.area}-${land.local}`, kind: 'landline' });
  return bad(
    'phone_shape',
    '电话号码不对：手机是11位，座机请带区号，如 0580-3012345',
    'Not a phone number: a mobile has 11 digits; give a landline with its area code, such as 0580-3012345',
  );
};

export type DisabilityCard = {
  readonly number: string;
  readonly id: IdNumber;
  /** 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重 */
  readonly category: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** 1 is the heaviest. */
  readonly grade: 1 | 2 | 3 | 4;
  /** Of a card issued anew, up to two characters. */
  readonly reissue: string;
};

/** 残疾人证号: the ID number, category, grade. Refused: `disability_shape` or what the ID number within is refused for. */
export const parseDisabilityCard = (text: string): Checked<DisabilityCard> => {
  const number = compact(text).toUpperCase();
  const parts = /^(?<id>.{18})(?<category>[1-7])(?<grade>[1-4])(?<reissue>[0-9A-Z]{0,2})$/.exec(number)?.groups;
  if (parts === undefined)
    return bad(
      'disability_shape',
      '残疾人证号是身份证号加类别（1到7）和等级（1到4），共20位，补发的到22位，请核对',
      'A disability certificate number is the ID number, the category (1–7) and the grade (1–4): 20 characters, up to 22 if issued anew. Check it',
    );
  const id = parseIdNumber(parts.id!);
  if (!id.ok) return id;
  return good({
    number,
    id: id.value,
    category: Number(parts.category) as DisabilityCard['category'],
    grade: Number(parts.grade) as DisabilityCard['grade'],
    reissue: parts.reissue!,
  });
};

/** `张*` · `张*三` · `欧**娜`; a single character is hidden whole. */
export const maskName = (name: string): string => {
  const chars = [...name.trim()];
  if (chars.length < 2) return '*';
  return chars.length === 2 ? `${chars[0]}*` : `${chars[0]}${'*'.repeat(chars.length - 2)}${chars.at(-1)}`;
};

const keep = (text: string, head: number, tail: number): string =>
  `${text.slice(0, head)}${'*'.repeat(text.length - head - tail)}${text.slice(-tail)}`;

/** `330903********0005`; what has not the length of an ID number is hidden whole. */
export const maskId = (number: string): string => (number.length === 18 || number.length === 15 ? keep(number, 6, 4) : '****');

/** `138****0000` · `0580-***2345`; a short number is public and stays; anything else is hidden whole. */
export const maskPhone = (number: string): string => {
  const phone = parsePhone(number);
  if (!phone.ok) return '****';
  if (phone.value.kind === 'short') return phone.value.number;
  return phone.value.kind === 'mobile' ? keep(phone.value.number, 3, 4) : keep(phone.value.number, phone.value.number.indexOf('-') + 1, 4);
};

/** `****0018` */
export const maskCard = (digits: string): string => (digits.length >= 16 ? `****${digits.slice(-4)}` : '****');
