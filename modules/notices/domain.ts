import type { EventOf } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import { accept, type Decision, type Refusal, refuse, type Text } from '../../kernel/result.ts';
import { type Day, dayOf, type Instant, type Lang, sayDay } from '../../kernel/time.ts';
import type { HOWS, TELLING, WHOM } from './contract.ts';

export type Move = (typeof TELLING)[number];
type How = (typeof HOWS)[number];

const no = ({ code, zh, en }: Refusal): Decision<never, never> => refuse(code, zh, en);

export const refusals = {
  notFound: {
    code: 'not_found',
    zh: '没有找到要告诉的这一条，可能不在您负责的范围内，或已被更正',
    en: 'What is to be told was not found; it may lie outside your area, or was corrected.',
  },
  alreadyTold: {
    code: 'already_told',
    zh: '这一条已经有人告诉过本人了，不用再打，刷新就能看到',
    en: 'Somebody has told the person of this already; no need to call again. Reload to see it.',
  },
  takenBackAlready: {
    code: 'taken_back_already',
    zh: '这一条已经撤回过了，请刷新看一看',
    en: 'This was taken back already. Reload to see it.',
  },
} as const satisfies Record<string, Refusal>;

/** An entry of a case that needs telling, as loaded: not one that was struck. */
export type TellingEntry = { readonly area: string; readonly told: boolean };
/** A tick, as loaded. */
export type Tick = { readonly area: string; readonly entry: Id; readonly takenBack: boolean };

const noted = (
  of: { readonly area: string; readonly case: Id },
  type: string,
  data: Readonly<Record<string, unknown>>,
  detail?: Readonly<Record<string, string>>,
): EventOf => ({ stream: 'case', streamId: of.case, area: of.area, type, data, ...(detail === undefined ? {} : { detail }) });

/** The person has heard it: from us, or through whom they asked us to tell. */
export const told = (
  state: TellingEntry | null,
  p: { readonly id: Id; readonly case: Id; readonly entry: Id; readonly how: How; readonly to: (typeof WHOM)[number] },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return no(refusals.notFound);
  if (state.told) return no(refusals.alreadyTold);
  const { case: of, ...data } = p;
  return accept([noted({ area: state.area, case: of }, 'notices.told', data)], { id: p.id });
};

/** Nobody answered. It stays to be told; the tries are counted. */
export const notReached = (
  state: TellingEntry | null,
  p: { readonly id: Id; readonly case: Id; readonly entry: Id; readonly how: How; readonly says: string | null },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return no(refusals.notFound);
  if (state.told) return no(refusals.alreadyTold);
  const { case: of, says, ...data } = p;
  return accept([noted({ area: state.area, case: of }, 'notices.not_reached', data, says === null ? undefined : { says })], { id: p.id });
};

/** The tick was wrong: it stays, struck, and the person is to be told again. */
export const takeBack = (
  state: Tick | null,
  p: { readonly id: Id; readonly case: Id; readonly told: Id; readonly reason: string },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return no(refusals.notFound);
  if (state.takenBack) return no(refusals.takenBackAlready);
  const data = { id: p.id, told: p.told, entry: state.entry };
  return accept([noted({ area: state.area, case: p.case }, 'notices.taken_back', data, { reason: p.reason })], { id: p.id });
};

/** What is known when somebody tells a person of their case. */
export type Telling = {
  readonly person: string | null;
  /** who calls */
  readonly office: string | null;
  readonly move: Move;
  readonly at: Instant;
  /** free text of the entry */
  readonly words: Readonly<Record<string, string>>;
  /** how the case stands, as cases' `statusSentence` says it */
  readonly status: Text;
};

/** Ends a sentence that somebody typed, whether they ended it or not. */
const ended = (said: string, lang: Lang): string =>
  /[。！？.!?]$/u.test(said) ? said + (lang === 'en' ? ' ' : '') : `${said}${lang === 'zh' ? '。' : '. '}`;

const LEADS: Partial<Record<Move, (on: string) => Text>> = {
  accepted: (on) => ({ zh: `您的申请${on}受理了。`, en: `Your application was accepted on ${on}. ` }),
  acceptance_refused: (on) => ({ zh: `您的申请${on}没有受理。`, en: `Your application was not accepted on ${on}. ` }),
  decided: (on) => ({ zh: `主管部门${on}作出了决定。`, en: `The department decided on ${on}. ` }),
  decision_revoked: (on) => ({ zh: `主管部门${on}撤回了原来的决定。`, en: `The department took its decision back on ${on}. ` }),
};

const WORDS: readonly (readonly [key: string, says: Text])[] = [
  ['what', { zh: '要补正的是：', en: 'What has to be corrected: ' }],
  ['reason', { zh: '理由是：', en: 'The reason: ' }],
  ['remedy', { zh: '接下来可以这样办：', en: 'What you can do next: ' }],
  ['remedies', { zh: '不同意的话：', en: 'If you do not agree: ' }],
];

/** The words to read out or send (K10): who calls, what happened and when, how it stands, whom to ask. */
export const tellingText = ({ person, office, move, at, words, status }: Telling, lang: Lang, today: Day): string => {
  const hello =
    lang === 'zh'
      ? `${person ?? ''}您好${office === null ? '' : `，这里是${office}`}。`
      : `Hello${person === null ? '' : ` ${person}`}${office === null ? '' : `, this is ${office}`}. `;
  const lead = LEADS[move]?.(sayDay(dayOf(at), lang, today))[lang] ?? '';
  const said = WORDS.flatMap(([key, says]) => (words[key] === undefined ? [] : `${says[lang]}${ended(words[key], lang)}`)).join('');
  return `${hello}${lead}${said}${status[lang]}`;
};
