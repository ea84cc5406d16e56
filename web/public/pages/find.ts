import { type CodeKind, parseCode, recogniseCode, showCode } from '../../../kernel/codes.ts';
import { html } from '../../ui/html.ts';
import { dictionary, pick, sayIn } from '../../ui/words.ts';
import { dayField, errorSummary, form, hiddenField, textField, type Wrong } from '../form.ts';
import { publicPage } from '../page.ts';
import { dayFrom, type Typed, tailOf } from '../typed.ts';
import { humanOf, officeNameOf, type Shown, type Visit } from '../visit.ts';

const words = dictionary({
  '您的事办到哪儿了？': 'How far is your matter?',
  '您要评哪件事？': 'Which matter do you rate?',
  '谁看过您的资料？': 'Who looked at your file?',
  回执上的编号: 'Code on your receipt',
  窗口给您的查看码: 'The code from the window',
  '印在二维码旁边，八个或十二个字，像 K7P3-9XQA': 'Beside the square code, eight or twelve characters, like K7P3-9XQA',
  '十二个字，印在窗口给您的纸条上': 'Twelve characters, on the slip from the window',
  请写回执上的编号: 'Please write the code on your receipt',
  下一步: 'Next',
  '您登记的手机，最后四位是？': 'What are the last four digits of your phone?',
  手机号最后四位: 'Last four digits of the phone',
  '您留给窗口的那个号码，本人的、家里人的都行': 'Of the number you gave the window: your own or a relative’s',
  请写四个数字: 'Please write four digits',
  '我没有留手机，用生日查': 'I gave no phone: use my birthday',
  '我留了手机，用手机查': 'I gave a phone: use that',
  '您的生日是哪天？': 'When is your birthday?',
  公历生日: 'Your birthday',
  '没有这一天，请照身份证上的写': 'There is no such day. Please write it as on your ID card',
  '编号和后四位对不上，还能试 {n} 次': 'Code and digits don’t match. {n} {n:try|tries} left',
  '编号和生日对不上，还能试 {n} 次': 'Code and birthday don’t match. {n} {n:try|tries} left',
  看看办到哪儿了: 'Show me',
  编号: 'Code',
});

/** For what a code is asked. */
export type Purpose = 'm' | 'r' | 'looks';
const QUESTIONS = { m: '您的事办到哪儿了？', r: '您要评哪件事？', looks: '谁看过您的资料？' } as const;

/** Which code was typed: the random one, or a short one that needs a second proof. */
export type TypedCode = { readonly kind: 'lookup' | 'case'; readonly code: string };

/** @returns the code, a sentence of what is wrong with it, or null where nothing was typed yet */
export const codeOf = (visit: Visit, purpose: Purpose, text: string | undefined): TypedCode | string | null => {
  if (text === undefined) return null;
  const t = sayIn(visit.reading.lang, words);
  if (text === '') return t('请写回执上的编号');
  const known = recogniseCode(text.slice(0, 60));
  if (known?.kind === 'lookup' || (known?.kind === 'case' && purpose !== 'looks')) return { kind: known.kind, code: known.code };
  const wanted: CodeKind = purpose !== 'looks' && text.length < 12 ? 'case' : 'lookup';
  const parsed = parseCode(wanted, text.slice(0, 60));
  return parsed.ok ? { kind: wanted, code: parsed.value } : pick(visit.reading.lang, parsed.refusal);
};

/** The first question: which code. A GET, for a code alone names nobody; it is kept out of the logs all the same. */
export const codePage = (visit: Visit, purpose: Purpose, text = '', error?: string): Shown => {
  const { reading } = visit;
  const t = sayIn(reading.lang, words);
  const wrong: Wrong = { code: error };
  return {
    status: error === undefined ? 200 : 422,
    html: publicPage({
      reading,
      path: `/${purpose}`,
      wrong: error !== undefined,
      title: t(QUESTIONS[purpose]),
      human: humanOf(visit),
      officeName: officeNameOf(visit),
      body: html`${errorSummary(reading.lang, wrong)}${form({
        action: `/${purpose}`,
        method: 'get',
        button: t('下一步'),
        body: textField({
          name: 'code',
          label: purpose === 'looks' ? t('窗口给您的查看码') : t('回执上的编号'),
          hint: purpose === 'looks' ? t('十二个字，印在窗口给您的纸条上') : t('印在二维码旁边，八个或十二个字，像 K7P3-9XQA'),
          kind: 'code',
          maxLength: 30,
          value: text.slice(0, 30),
          error,
        }),
      })}`,
    }),
  };
};

export type Proof = { readonly tail: string } | { readonly birthday: string };

/** The second proof as typed, or what is wrong with it. */
export const proofOf = (visit: Visit, typed: Typed): Proof | string => {
  const t = sayIn(visit.reading.lang, words);
  if (typed.by === 'birthday') {
    const birthday = dayFrom(typed, 'birthday');
    return birthday === null ? t('没有这一天，请照身份证上的写') : { birthday };
  }
  const tail = tailOf(typed.tail);
  return tail === null ? t('请写四个数字') : { tail };
};

/** What to say after a wrong try. */
export const mismatch = (visit: Visit, by: 'phone' | 'birthday', left: number): string => {
  const t = sayIn(visit.reading.lang, words);
  return by === 'birthday' ? t('编号和生日对不上，还能试 {n} 次', { n: left }) : t('编号和后四位对不上，还能试 {n} 次', { n: left });
};

/** The second question, after a short code: the phone's tail, or the birthday of whoever has no phone. */
export const proofPage = (
  visit: Visit,
  purpose: 'm' | 'r',
  {
    code,
    by,
    typed = {},
    error,
  }: { readonly code: string; readonly by: 'phone' | 'birthday'; readonly typed?: Typed; readonly error?: string },
): Shown => {
  const { reading } = visit;
  const t = sayIn(reading.lang, words);
  const name = by === 'birthday' ? 'birthday' : 'tail';
  const here = `/${purpose}?code=${code}`;
  const question =
    by === 'birthday'
      ? dayField({
          name,
          lang: reading.lang,
          label: t('公历生日'),
          error,
          value: { year: typed['birthday-year'] ?? '', month: typed['birthday-month'] ?? '', day: typed['birthday-day'] ?? '' },
        })
      : textField({
          name,
          label: t('手机号最后四位'),
          hint: t('您留给窗口的那个号码，本人的、家里人的都行'),
          kind: 'tail',
          maxLength: 8,
          value: '',
          error,
        });
  return {
    status: error === undefined ? 200 : 422,
    html: publicPage({
      reading,
      path: by === 'birthday' ? `${here}&by=birthday` : here,
      wrong: error !== undefined,
      title: by === 'birthday' ? t('您的生日是哪天？') : t('您登记的手机，最后四位是？'),
      human: humanOf(visit),
      officeName: officeNameOf(visit),
      body: html`${errorSummary(reading.lang, { [name]: error })}<p class="soft">${t('编号')} <span class="nobr">${showCode('case', code)}</span></p>${form(
        {
          action: `/${purpose}`,
          button: t('看看办到哪儿了'),
          body: [hiddenField('code', code), hiddenField('by', by), question],
        },
      )}<p><a href="${by === 'birthday' ? here : `${here}&by=birthday`}">${by === 'birthday' ? t('我留了手机，用手机查') : t('我没有留手机，用生日查')}</a></p>`,
    }),
  };
};
