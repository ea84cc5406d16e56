import { GRADE_NAMES, GRADES, type Grade, type PublicCase } from '../../../modules/evaluation/contract.ts';
import { mayRate } from '../../../modules/evaluation/domain.ts';
import { dayOf, sayDay } from '../../ui/format.ts';
import { html } from '../../ui/html.ts';
import { dictionary, pick, sayIn } from '../../ui/words.ts';
import { choiceField, errorSummary, form, hiddenField, longField } from '../form.ts';
import { publicPage } from '../page.ts';
import type { Typed } from '../typed.ts';
import { humanOf, officeNameOf, type Shown, type Visit } from '../visit.ts';

/** As long as the command takes. */
const MOST_WORDS = 1000;

const words = dictionary({
  '这件事办得怎么样？': 'How well was it done?',
  您的评价: 'Your rating',
  '选一个就行。办事的人改不了，也看不到您写的话。': 'Choose one. Whoever did the work can’t change it nor read your words.',
  '还想说什么（不写也行）': 'Anything else (you may leave it empty)',
  就这样评: 'Rate it so',
  请选一个: 'Please choose one',
  '最多写 {n} 个字': 'At most {n} characters',
  '谢谢您，收到了': 'Thank you, we have it',
  '评价在 {when} 收下了，谁也改不了。': 'Your rating arrived on {when}. Nobody can change it.',
  '不满意的，一个工作日内有人给您打电话，不会是办这件事的人。':
    'If you were dissatisfied, someone rings you within one working day, and not the one who did the work.',
  看办到哪一步: 'See how far it is',
  '这件事还没办完，办完再评': 'It is not finished yet; rate it when it is',
  评价: 'Rating',
});

type Given = { readonly typed?: Typed; readonly error?: Readonly<Record<string, string>> };

/** The grade and words as typed, or what is wrong with them. */
export const ratingOf = (
  visit: Visit,
  typed: Typed,
): { readonly grade: Grade; readonly words: string | null } | Readonly<Record<string, string>> => {
  const t = sayIn(visit.reading.lang, words);
  const grade = GRADES.find((one) => String(one) === typed.grade);
  if (grade === undefined) return { grade_missing: t('请选一个') };
  const said = typed.words ?? '';
  if (said.length > MOST_WORDS) return { words_long: t('最多写 {n} 个字', { n: MOST_WORDS }) };
  return { grade, words: said === '' ? null : said };
};

/** @param id of the command: sent twice by a double press it counts once */
export const ratePage = (visit: Visit, c: PublicCase, code: string, id: string, { typed = {}, error = {} }: Given = {}): Shown => {
  const { reading } = visit;
  const { lang } = reading;
  const t = sayIn(lang, words);
  const human = humanOf(visit, c.office);
  const officeName = officeNameOf(visit);
  const path = `/r/${code}`;
  const onward = html`<p><a href="/m/${code}">${t('看办到哪一步')}</a></p>`;
  if (c.ratedAt !== null)
    return {
      status: 200,
      html: publicPage({
        reading,
        path,
        title: t('谢谢您，收到了'),
        human,
        officeName,
        body: html`<p class="lead">${t('评价在 {when} 收下了，谁也改不了。', { when: sayDay(dayOf(c.ratedAt), lang, visit.today) })}</p>
<p>${t('不满意的，一个工作日内有人给您打电话，不会是办这件事的人。')}</p>${onward}`,
      }),
    };
  if (!mayRate(c.state))
    return { status: 200, html: publicPage({ reading, path, title: t('这件事还没办完，办完再评'), human, officeName, body: onward }) };
  const wrong = { grade: error.grade_missing, words: error.words_long };
  const isWrong = wrong.grade !== undefined || wrong.words !== undefined;
  return {
    status: isWrong ? 422 : 200,
    html: publicPage({
      reading,
      path,
      wrong: isWrong,
      title: t('这件事办得怎么样？'),
      human,
      officeName,
      body: html`${errorSummary(lang, wrong)}<p class="lead">${pick(lang, c.item)} · ${c.name}</p>${form({
        action: path,
        button: t('就这样评'),
        body: [
          hiddenField('id', id),
          choiceField({
            name: 'grade',
            label: t('您的评价'),
            hint: t('选一个就行。办事的人改不了，也看不到您写的话。'),
            error: wrong.grade,
            value: typed.grade,
            options: GRADES.map((grade) => ({ value: String(grade), label: pick(lang, GRADE_NAMES[grade]) })),
          }),
          longField({
            name: 'words',
            label: t('还想说什么（不写也行）'),
            maxLength: MOST_WORDS,
            rows: 3,
            value: typed.words,
            error: wrong.words,
          }),
        ],
      })}`,
    }),
  };
};
