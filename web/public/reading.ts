import type { Lang } from '../ui/words.ts';

/** How someone reads public pages: language and type size. Chosen by a link, kept in cookies; no JavaScript. */
export type Reading = { readonly lang: Lang; readonly size: 'plain' | 'large' };

const YEAR = 365 * 86_400;

const cookieOf = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1];

/**
 * @param query of the address: `lang=en`, `size=large` are choices just made
 * @param cookies the request's cookie header
 * @returns what to show, and the cookies to set for choices just made
 */
export const readingOf = (
  query: Readonly<Record<string, unknown>>,
  cookies: string | undefined,
): { readonly reading: Reading; readonly setCookies: readonly string[] } => {
  const keep = (name: string, value: string): string => `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax; HttpOnly`;
  const setCookies: string[] = [];
  let lang: unknown = cookieOf(cookies, 'daiban_lang');
  let size: unknown = cookieOf(cookies, 'daiban_size');
  if (query.lang === 'zh' || query.lang === 'en') {
    lang = query.lang;
    setCookies.push(keep('daiban_lang', query.lang));
  }
  if (query.size === 'plain' || query.size === 'large') {
    size = query.size;
    setCookies.push(keep('daiban_size', query.size));
  }
  return { reading: { lang: lang === 'en' ? 'en' : 'zh', size: size === 'large' ? 'large' : 'plain' }, setCookies };
};
