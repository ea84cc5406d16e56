import { attrs, type Html, html } from '../ui/html.ts';
import { dictionary, type Lang, sayIn } from '../ui/words.ts';

/** Form controls after GOV.UK's: label, hint, error, control, each tied to the next. One question a page. */
export type Wrong = Readonly<Record<string, string | undefined>>;

type Ask = { readonly name: string; readonly label: string; readonly hint?: string | undefined; readonly error?: string | undefined };

const describedBy = ({ name, hint, error }: Ask): string | undefined =>
  [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].join(' ').trim() || undefined;

const notes = ({ name, hint, error }: Ask): Html => html`${hint ? html`<span class="ask__hint" id="${name}-hint">${hint}</span>` : null}
${error ? html`<span class="ask__error" id="${name}-error">${error}</span>` : null}`;

const wrongClass = (error: string | undefined): string => (error ? 'ask ask--wrong' : 'ask');

export type TextAsk = Ask & {
  readonly value?: string | undefined;
  readonly kind?: 'text' | 'tel' | 'code' | 'tail';
  readonly autocomplete?: string;
  readonly maxLength: number;
};

/** A line of text. `code`: a receipt's code in capitals; `tail`: the last four digits. */
export const textField = (ask: TextAsk): Html => {
  const { name, label, value = '', kind = 'text', error, autocomplete, maxLength } = ask;
  return html`<div class="${wrongClass(error)}">
<label class="ask__label" for="${name}">${label}</label>
${notes(ask)}
<input type="${kind === 'tel' ? 'tel' : 'text'}" id="${name}" name="${name}" value="${value}" maxlength="${maxLength}" ${attrs({
    class: kind === 'code' ? 'input--code' : kind === 'tail' ? 'input--tail' : undefined,
    inputmode: kind === 'tail' ? 'numeric' : kind === 'code' ? 'text' : undefined,
    autocapitalize: kind === 'code' ? 'characters' : undefined,
    spellcheck: kind === 'code' ? 'false' : undefined,
    autocomplete: autocomplete ?? 'off',
    'aria-describedby': describedBy(ask),
    'aria-invalid': error ? 'true' : undefined,
  })}>
</div>`;
};

/** Several lines. */
export const longField = (ask: Ask & { readonly value?: string | undefined; readonly maxLength: number; readonly rows?: number }): Html => {
  const { name, label, value = '', error, maxLength, rows = 5 } = ask;
  return html`<div class="${wrongClass(error)}">
<label class="ask__label" for="${name}">${label}</label>
${notes(ask)}
<textarea id="${name}" name="${name}" rows="${rows}" maxlength="${maxLength}" ${attrs({ 'aria-describedby': describedBy(ask), 'aria-invalid': error ? 'true' : undefined })}>${value}</textarea>
</div>`;
};

export type Option = { readonly value: string; readonly label: string };

/** One of a few. The first option carries the question's own id, so that the error summary can point at it. */
export const choiceField = (ask: Ask & { readonly options: readonly Option[]; readonly value?: string | undefined }): Html => {
  const { name, label, error, options, value } = ask;
  return html`<fieldset class="${wrongClass(error)}" ${attrs({ 'aria-describedby': describedBy(ask) })}>
<legend>${label}</legend>
${notes(ask)}
<div class="options">${options.map(
    (option, n) =>
      html`<label class="option"><input class="option__dot" type="radio" name="${name}" value="${option.value}" ${attrs({ id: n === 0 ? name : `${name}-${n}`, checked: option.value === value })}><span>${option.label}</span></label>`,
  )}</div>
</fieldset>`;
};

const words = dictionary({
  年: 'Year',
  月: 'Month',
  日: 'Day',
  '有一处要改：': 'There is a problem:',
  '有 {n} 处要改：': '{n} things to put right:',
});

/** A day in three boxes, `name-year`, `name-month`, `name-day`: no calendar to fight with. */
export const dayField = (
  ask: Ask & { readonly lang: Lang; readonly value?: { readonly year?: string; readonly month?: string; readonly day?: string } },
): Html => {
  const { name, label, lang, error, value = {} } = ask;
  const t = sayIn(lang, words);
  const box = (part: 'year' | 'month' | 'day', says: string): Html => {
    const input = html`<input type="text" name="${name}-${part}" value="${value[part] ?? ''}" maxlength="${part === 'year' ? 4 : 2}" ${attrs({ id: part === 'year' ? name : `${name}-${part}`, inputmode: 'numeric', autocomplete: 'off' })}>`;
    return lang === 'zh' ? html`<label>${input}<span>${says}</span></label>` : html`<label><span>${says}</span>${input}</label>`;
  };
  return html`<fieldset class="${wrongClass(error)}" ${attrs({ 'aria-describedby': describedBy(ask) })}>
<legend>${label}</legend>
${notes(ask)}
<div class="dates">${box('year', t('年'))}${box('month', t('月'))}${box('day', t('日'))}</div>
</fieldset>`;
};

/** What has to be put right, each a link to its control. Stands first on the page, with the focus. */
export const errorSummary = (lang: Lang, wrong: Wrong): Html | null => {
  const found = Object.entries(wrong).filter((pair): pair is [string, string] => pair[1] !== undefined);
  if (found.length === 0) return null;
  const t = sayIn(lang, words);
  return html`<div class="wrong" role="alert" tabindex="-1"><h2>${found.length === 1 ? t('有一处要改：') : t('有 {n} 处要改：', { n: found.length })}</h2>
<ul>${found.map(([name, sentence]) => html`<li><a href="#${name}">${sentence}</a></li>`)}</ul></div>`;
};

/** One of many, by the picker of the phone or desk itself. Groups carry a heading each. */
export const selectField = (
  ask: Ask & {
    readonly groups: readonly { readonly label: string; readonly options: readonly Option[] }[];
    readonly value?: string | undefined;
    /** shown while nothing is chosen */
    readonly none: string;
  },
): Html => {
  const { name, label, error, groups, value, none } = ask;
  const options = (all: readonly Option[]): readonly Html[] =>
    all.map((option) => html`<option value="${option.value}" ${attrs({ selected: option.value === value })}>${option.label}</option>`);
  return html`<div class="${wrongClass(error)}">
<label class="ask__label" for="${name}">${label}</label>
${notes(ask)}
<select id="${name}" name="${name}" ${attrs({ 'aria-describedby': describedBy(ask), 'aria-invalid': error ? 'true' : undefined })}>
<option value="">${none}</option>
${groups.length === 1 ? options(groups[0]!.options) : groups.map((group) => html`<optgroup label="${group.label}">${options(group.options)}</optgroup>`)}
</select>
</div>`;
};

/** One thing that may be ticked. */
export const tickField = (ask: Ask & { readonly ticked?: boolean }): Html => {
  const { name, label, ticked = false } = ask;
  return html`<div class="ask">
<label class="option"><input class="option__dot" type="checkbox" name="${name}" value="yes" ${attrs({ id: name, checked: ticked, 'aria-describedby': describedBy(ask) })}><span>${label}</span></label>
${notes(ask)}
</div>`;
};

export const hiddenField = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

/** A field that people neither see nor reach; only machines that fill whatever they find write into it. */
export const honeypot = (name: string): Html =>
  html`<div class="away" aria-hidden="true"><label>${name}<input type="text" name="${name}" value="" tabindex="-1" autocomplete="off"></label></div>`;

/** The form around one question, with its one button. GET for look-ups that hold nothing personal, POST for all else. */
export const form = ({
  action,
  method = 'post',
  button,
  body,
}: {
  action: string;
  method?: 'get' | 'post';
  button: string;
  body: HtmlBody;
}): Html =>
  html`<form action="${action}" method="${method}" novalidate>${body}<button class="button" type="submit">${button}</button></form>`;
type HtmlBody = Html | readonly Html[];
