import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CLEAR, cssText, FONTS } from '../ui/tokens.ts';

/**
 * The one style sheet of the public pages: the palette at 7:1, public.css, how it fits narrow screens and paper, and the line with stops that the console uses too.
 * Comments and spare spaces go, since a page with its style must stay under 40 KB on a village's signal.
 */
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const lean = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .trim();

const text = lean(
  `:root{${cssText(CLEAR)};--font:${FONTS.zh}}:lang(en){--font:${FONTS.en}}${read('./public.css')}${read('./fitted.css')}${read('../ui/route-line.css')}`,
);

/** Served at `path` with a year of caching: the name changes with the content. */
export const publicStyle: { readonly path: string; readonly text: string } = {
  path: `/style/${createHash('sha256').update(text).digest('hex').slice(0, 12)}.css`,
  text,
};
