import { type Html, html } from '../ui/html.ts';

export { routeLineHtml } from '../ui/route-line.ts';

/** A white sheet with an optional heading. */
export const sheet = (body: Html | readonly Html[], heading?: string): Html =>
  html`<section class="sheet">${heading ? html`<h2>${heading}</h2>` : null}${body}</section>`;

/** What is known, as pairs. */
export const facts = (pairs: readonly (readonly [string, Html | string])[]): Html =>
  html`<dl class="facts">${pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

/** The date that matters, as large as the heading. @param when ISO @param says as written for people */
export const bigDate = (when: string, says: string): Html => html`<time class="big-date nobr" datetime="${when}">${says}</time>`;
