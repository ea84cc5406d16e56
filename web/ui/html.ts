/**
 * Pages without a framework: a template tag that escapes whatever is put in.
 *
 *     html`<a href="${url}">${name}</a>`
 *
 * Text, numbers: escaped. Other `html` values: as they are. Arrays: joined. null, undefined, false: nothing.
 * What could never be made safe by escaping is refused by throwing (it is a bug in the page, not bad input):
 * a value in an unquoted attribute, inside a tag's name or between attributes, inside script or style, and a link to `javascript:`.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type HtmlValue = string | number | bigint | Html | null | undefined | false | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Only for text that this program wrote itself. */
export const raw = (text: string): Html => new Html(text);

const render = (value: HtmlValue): string => {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw new TypeError(`html can't show a value of type ${typeof value}`);
};

type Place = 'text' | 'attribute' | 'url' | 'attributes';
const URL_ATTRIBUTE = /\s(?:href|src|action|formaction)\s*=\s*["']$/i;
const SAFE_URL = /^(?:https?:|tel:|mailto:|sms:|[/?#]|data:image\/(?:png|jpeg|webp|svg\+xml)[;,])/i;

/** Where a value stands, judged by all the markup before it. */
const placeAfter = (markup: string): Place => {
  if (/<(script|style)\b(?![\s\S]*<\/\1)/i.test(markup)) throw new Error('html: no value may stand inside script or style');
  const open = markup.lastIndexOf('<');
  const tag = markup.slice(open);
  // A '>' inside a quoted value would end the tag for this scan, so quoted values are taken out first.
  const bare = tag.replace(/=\s*"[^"]*"/g, '=""').replace(/=\s*'[^']*'/g, "=''");
  if (open < 0 || bare.includes('>')) return 'text';
  if (/=\s*["'][^"']*$/.test(bare.replace(/=""|=''/g, ''))) return URL_ATTRIBUTE.test(tag) ? 'url' : 'attribute';
  if (/\s$/.test(bare)) return 'attributes';
  throw new Error(`html: quote the attribute, or give the tag its name: …${markup.slice(-30)}`);
};

const check = (place: Place, value: HtmlValue): void => {
  if (place === 'attributes' && !(value instanceof Attributes) && value !== '' && value !== false && value !== null && value !== undefined)
    throw new Error('html: only attrs({…}) may stand between attributes');
  if (place !== 'attributes' && value instanceof Attributes) throw new Error('html: attrs({…}) belongs inside a tag');
  if ((place === 'url' || place === 'attribute') && value instanceof Html) throw new Error('html: an attribute takes text, not markup');
  if (place === 'url' && !SAFE_URL.test(String(value))) throw new Error('html: this is not a link that a page may have');
};

class Attributes extends Html {}

/** Attributes that may be absent: true writes the bare name, false and undefined leave it out. */
export const attrs = (values: Readonly<Record<string, string | number | boolean | undefined>>): Html =>
  new Attributes(
    Object.entries(values)
      .filter(([, value]) => value !== false && value !== undefined)
      .map(([name, value]) => {
        if (!/^[a-z][a-z0-9-]*$/.test(name) || name.startsWith('on') || URL_ATTRIBUTE.test(` ${name}="`))
          throw new Error(`html: attrs() can't set ${name}`);
        return value === true ? name : `${name}="${escapeHtml(String(value))}"`;
      })
      .join(' '),
  );

/** The places of a template never change, so they are worked out once for each one in the source. */
const known = new WeakMap<TemplateStringsArray, readonly Place[]>();
const placesOf = (strings: TemplateStringsArray): readonly Place[] => {
  const found = known.get(strings);
  if (found) return found;
  let markup = '';
  const places = strings.slice(0, -1).map((part) => {
    markup += part;
    return placeAfter(markup);
  });
  known.set(strings, places);
  return places;
};

export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => {
  const places = placesOf(strings);
  let out = strings[0]!;
  values.forEach((value, n) => {
    check(places[n]!, value);
    out += render(value) + strings[n + 1]!;
  });
  return new Html(out);
};
