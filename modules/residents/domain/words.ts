import { pinyin } from 'pinyin-pro';
import { parsePhone } from '../../../kernel/identity.ts';

/**
 * The words a person is found by. PostgreSQL's trigrams can't serve two characters, so names and addresses are cut here into single
 * characters and pairs; pinyin into all its beginnings, so that it is found while it is typed. Latin words begin with `~`, keyed hashes with `#`, areas with `@`.
 */

/** Longest beginning of pinyin that is kept; more is cut off on both sides. */
const LONGEST_PINYIN = 18;
/** Ways in which one question may be meant (text, tail of an ID number, of a phone, a place), at most. */
const MOST_ALTERNATIVES = 12;
const MOST_PARTS = 5;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[’'`]/g, '');
/** ü is typed v or u: one form for all. */
const latin = (text: string): string =>
  plain(text)
    .replace(/[üv]/g, 'u')
    .replace(/[^a-z]/g, '');

const pairs = (text: string): readonly string[] => {
  const chars = [...text];
  return chars.slice(1).map((char, i) => chars[i]! + char);
};

/** Runs of Chinese characters and digits; spaces and signs only part them. */
const runs = (text: string): readonly string[] => plain(text).match(/[\p{Script=Han}\d]+/gu) ?? [];

const beginnings = (text: string): readonly string[] => {
  const cut = text.slice(0, LONGEST_PINYIN);
  return Array.from({ length: cut.length }, (_, i) => cut.slice(0, i + 1));
};

/** 陈阿姨: 陈 阿 姨 陈阿 阿姨, and the beginnings of chenayi, ayi, cay, ay and chenay. 曾, 单, 任 … are read as surnames. */
export const nameWords = (name: string): readonly string[] => {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' })
    .map(latin)
    .filter((syllable) => syllable !== '');
  const initials = syllables.map((syllable) => syllable[0]!);
  const spoken = [
    syllables.join(''),
    syllables.slice(1).join(''),
    initials.join(''),
    initials.slice(1).join(''),
    `${syllables[0] ?? ''}${initials.slice(1).join('')}`,
  ];
  const written = runs(name).flatMap((run) => [...run, ...pairs(run)]);
  return [...new Set([...written, ...spoken.flatMap(beginnings).map((word) => `~${word}`)])];
};

/** An address in pairs of characters. */
export const placeWords = (address: string | null): readonly string[] =>
  address === null ? [] : [...new Set(runs(address).flatMap((run) => ([...run].length === 1 ? [run] : pairs(run))))];

/** Keyed hashes under every key version, so that a rotation hides nobody. */
export type Hashes = {
  id(text: string): readonly string[];
  idTail(text: string): readonly string[];
  phone(text: string): readonly string[];
  phoneTail(text: string): readonly string[];
};

/** A question cut where Chinese and Latin letters meet and where spaces stand: `陈 一组`, `陈ayi`. A number keeps its dashes and X; `chen a yi` is one name. */
export const partsOf = (q: string): readonly string[] =>
  plain(q)
    .replace(/(?<=[a-zü])\s+(?=[a-zü])/g, '')
    .split(/\s+/)
    .flatMap((part) => (/^[\d-]+x?$/.test(part) ? [part] : (part.match(/[\p{Script=Han}\d]+|[a-zü]+/gu) ?? [])))
    .slice(0, MOST_PARTS);

const hashed = (hashes: readonly string[]): readonly string[] => hashes.map((hash) => `#${hash}`);

/** Each way in which one part may be meant: words, joined by spaces, all of which a person must have. */
const meanings = (part: string, hashes: Hashes): readonly string[] => {
  if (/^[a-zü]+$/.test(part)) return [`~${latin(part).slice(0, LONGEST_PINYIN)}`];
  const number = part.replaceAll('-', '').toUpperCase();
  if (/^(?:\d{15}|\d{17}[\dX])$/.test(number)) return hashed(hashes.id(number));
  const phone = parsePhone(part);
  if (phone.ok && phone.value.kind !== 'short') return hashed(hashes.phone(phone.value.number));
  const text = runs(part).flatMap((run) => ([...run].length === 1 ? [run] : pairs(run)));
  const tails = /^\d{3}[\dX]$/.test(number) ? hashed([...hashes.idTail(number), ...hashes.phoneTail(number)]) : [];
  return [...tails, ...(text.length > 0 ? [text.join(' ')] : [])];
};

/**
 * What `residents_search` is asked: alternatives, each a set of words.
 * @param places area words (`@33.3309.`) that a part may stand for besides, by part
 */
export const searchWords = (q: string, hashes: Hashes, places: ReadonlyMap<string, readonly string[]> = new Map()): readonly string[] => {
  let ways: readonly string[] = [''];
  const parts = partsOf(q);
  for (const part of parts) {
    const options = [...(places.get(part) ?? []), ...meanings(part, hashes)];
    ways = ways.flatMap((way) => options.map((option) => (way === '' ? option : `${way} ${option}`))).slice(0, MOST_ALTERNATIVES);
  }
  return ways.filter((way) => way !== '');
};
