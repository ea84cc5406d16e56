import type { Text } from '../../kernel/result.ts';
import type { Lang } from '../../kernel/time.ts';

/**
 * Words of a screen: the Chinese sentence is the key, the English one stands beside it.
 *
 *     const words = dictionary({ '还差 {n} 样材料': '{n} {n:paper|papers} still missing' });
 *     const t = sayIn('zh', words);
 *     t('还差 {n} 样材料', { n: 2 });
 *
 * An unknown sentence, or a missing `{n}`, is a type error. `{n:one|many}` picks by number and is for English only.
 */
export type { Lang, Text };

export type Words = Readonly<Record<string, string>>;
type Slots<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never;
type Values<S extends string> = [Slots<S>] extends [never] ? [] : [values: Readonly<Record<Slots<S>, string | number>>];

export type Say<W extends Words> = <K extends keyof W & string>(zh: K, ...values: Values<K>) => string;

export const dictionary = <const W extends Words>(words: W): W => words;

const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`“${sentence}” needs a value for {${name}}`);
    if (one === undefined || many === undefined) return String(value);
    return Number(value) === 1 ? one : many;
  });

export const sayIn = <W extends Words>(lang: Lang, words: W): Say<W> =>
  ((zh: keyof W & string, values: Readonly<Record<string, string | number>> = {}) =>
    fill(lang === 'zh' ? zh : words[zh]!, values)) as Say<W>;

/** One of two sentences that came together, from the server or a contract. */
export const pick = (lang: Lang, text: Text): string => (lang === 'zh' ? text.zh : text.en);
