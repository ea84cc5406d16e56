import { sayPhone } from '../ui/format.ts';
import { attrs, type Html, html } from '../ui/html.ts';
import { dictionary, sayIn } from '../ui/words.ts';
import type { Reading } from './reading.ts';
import { publicStyle } from './style.ts';

/** A human whom the reader may call: on every page, by name. */
export type Human = { readonly name: string; readonly phone: string; readonly when?: string | undefined };

export type PublicPage = {
  readonly reading: Reading;
  /** The heading: the answer, or the one question. */
  readonly title: string;
  /** The address of this page without `lang` and `size`, for the links that change them. Never carries a name or number of a person. */
  readonly path: string;
  readonly body: Html;
  readonly human: Human;
  readonly officeName: string;
  /** Whether the form came back with errors: then the window's title says so first. */
  readonly wrong?: boolean;
};

const words = dictionary({
  代办: 'Daiban',
  跳到正文: 'Skip to the content',
  大字: 'Larger type',
  平常字: 'Usual type',
  '想找人问？给{name}打电话': 'Want to ask a person? Call {name}',
  '有差错：': 'Error: ',
});

const mark = html`<svg viewBox="0 0 52 18" aria-hidden="true"><path d="M4 9h44" stroke="#fff" stroke-width="2.2"/><circle cx="5" cy="9" r="4" fill="#fff"/><circle cx="26" cy="9" r="8.5" fill="#fff"/><circle cx="26" cy="9" r="3" fill="#0B4F5C"/><circle cx="47" cy="9" r="4" fill="#0B4F5C" stroke="#fff" stroke-width="2.2"/></svg>`;

const withChoice = (path: string, choice: string): string => `${path}${path.includes('?') ? '&' : '?'}${choice}`;

/** The whole document. Send it as `text/html; charset=utf-8` with `cache-control: no-store`. */
export const publicPage = ({ reading, title, path, body, human, officeName, wrong = false }: PublicPage): string => {
  const { lang, size } = reading;
  const t = sayIn(lang, words);
  const larger = size === 'large';
  return `<!doctype html>
${html`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}" ${attrs({ class: larger ? 'large' : undefined })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${wrong ? t('有差错：') : ''}${title} · ${t('代办')}</title>
<link rel="stylesheet" href="${publicStyle.path}">
</head>
<body>
<a class="skip" href="#main">${t('跳到正文')}</a>
<header class="top"><div class="top__in">
<span class="top__name">${mark}${t('代办')}</span>
<a href="${withChoice(path, larger ? 'size=plain' : 'size=large')}">${larger ? t('平常字') : t('大字')}</a>
<a href="${withChoice(path, lang === 'zh' ? 'lang=en' : 'lang=zh')}" lang="${lang === 'zh' ? 'en' : 'zh-CN'}">${lang === 'zh' ? 'English' : '中文'}</a>
</div></header>
<main class="page" id="main" tabindex="-1">
<h1>${title}</h1>
${body}
<section class="human">
<p>${t('想找人问？给{name}打电话', { name: human.name })}</p>
<a class="human__phone" href="tel:${human.phone.replaceAll(/[^\d+]/g, '')}">${sayPhone(human.phone)}</a>
${human.when ? html`<p class="soft">${human.when}</p>` : null}
</section>
</main>
<footer class="foot"><div class="foot__in">${officeName}</div></footer>
</body>
</html>`}`;
};
