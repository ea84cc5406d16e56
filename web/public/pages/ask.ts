import { parsePhone } from '../../../kernel/identity.ts';
import type { PublicPlace } from '../../../modules/evaluation/contract.ts';
import { html } from '../../ui/html.ts';
import { dictionary, pick, sayIn } from '../../ui/words.ts';
import { errorSummary, form, hiddenField, honeypot, longField, selectField, textField, tickField } from '../form.ts';
import { publicPage } from '../page.ts';
import { oneLine, type Typed } from '../typed.ts';
import { humanOf, officeNameOf, type Shown, type Visit } from '../visit.ts';

const MOST = { name: 40, phone: 30, where: 200, words: 2000 } as const;
/** What only machines fill in. */
export const TRAP = 'website';

const words = dictionary({
  '要帮什么忙？': 'What do you need help with?',
  '写几个字就行，我们打电话来细问。': 'A few words will do; we ring you for the rest.',
  '您怎么称呼？': 'What is your name?',
  '打哪个电话找您？': 'Which number do we ring?',
  '没有电话，写家里人或邻居的': 'No phone? A relative’s or neighbour’s will do',
  '您住哪里？': 'Where do you live?',
  请选一个: 'Please choose',
  '门牌，或者附近有什么（不写也行）': 'House number, or what is near it (may stay empty)',
  '有什么难处？': 'What is the trouble?',
  '比如：老伴住院了，医药费怎么报': 'Such as: my husband is in hospital, how do we claim the costs',
  请到我家里来: 'Please come to my home',
  '两个工作日内有人联系您，约时间': 'Someone rings you within two working days to agree a time',
  请人联系我: 'Have someone ring me',
  请写您的名字: 'Please write your name',
  请选您住的岛或镇: 'Please choose the island or town where you live',
  请写一写有什么难处: 'Please write what the trouble is',
  '写得太长了，最多 {n} 个字': 'Too long: at most {n} characters',
  '收到了，有人给您打电话': 'We have it; someone will ring you',
  您的求助编号: 'Your reference',
  '打电话来问，报这个编号就行。着急的话现在就打。': 'Quote it when you ring. If it is urgent, ring now.',
});

/** A plea as it can be sent on. */
export type Plea = {
  readonly place: PublicPlace;
  readonly name: string;
  readonly phone: string;
  readonly where: string | null;
  readonly words: string;
  readonly visit: boolean;
};
type Errors = Readonly<Partial<Record<keyof typeof MOST | 'place', string>>>;

/** What was typed as a plea, or what is wrong with it, field by field. */
export const pleaOf = (
  visit: Visit,
  places: readonly PublicPlace[],
  typed: Typed,
): { readonly plea: Plea } | { readonly wrong: Errors } => {
  const { lang } = visit.reading;
  const t = sayIn(lang, words);
  const name = oneLine(typed.name);
  const where = oneLine(typed.where);
  const said = typed.words ?? '';
  const phone = parsePhone((typed.phone ?? '').slice(0, 60));
  const place = places.length === 1 ? places[0] : places.find(({ district, area }) => typed.place === `${district} ${area}`);
  const long = (n: number): string => t('写得太长了，最多 {n} 个字', { n });
  // In the order of the form, as the summary lists them.
  const wrong: Errors = {
    ...(said === '' ? { words: t('请写一写有什么难处') } : said.length > MOST.words ? { words: long(MOST.words) } : {}),
    ...(name === '' ? { name: t('请写您的名字') } : name.length > MOST.name ? { name: long(MOST.name) } : {}),
    ...(phone.ok ? {} : { phone: pick(lang, phone.refusal) }),
    ...(place === undefined ? { place: t('请选您住的岛或镇') } : {}),
    ...(where.length > MOST.where ? { where: long(MOST.where) } : {}),
  };
  if (Object.keys(wrong).length > 0 || !phone.ok || place === undefined) return { wrong };
  return {
    plea: { place, name, phone: phone.value.number, where: where === '' ? null : where, words: said, visit: typed.visit === 'yes' },
  };
};

const placeGroups = (places: readonly PublicPlace[]) =>
  [...new Set(places.map(({ districtName }) => districtName))].map((label) => ({
    label,
    options: places
      .filter(({ districtName }) => districtName === label)
      .map(({ district, area, name }) => ({ value: `${district} ${area}`, label: name })),
  }));

/** @param id of the command: sent twice by a double press it counts once */
export const askPage = (
  visit: Visit,
  places: readonly PublicPlace[],
  id: string,
  { typed = {}, wrong = {} }: { readonly typed?: Typed; readonly wrong?: Errors } = {},
): Shown => {
  const { reading } = visit;
  const t = sayIn(reading.lang, words);
  const isWrong = Object.keys(wrong).length > 0;
  return {
    status: isWrong ? 422 : 200,
    html: publicPage({
      reading,
      path: '/ask',
      wrong: isWrong,
      title: t('要帮什么忙？'),
      human: humanOf(visit),
      officeName: officeNameOf(visit),
      body: html`${errorSummary(reading.lang, wrong)}<p class="lead">${t('写几个字就行，我们打电话来细问。')}</p>${form({
        action: '/ask',
        button: t('请人联系我'),
        body: [
          hiddenField('id', id),
          honeypot(TRAP),
          longField({
            name: 'words',
            label: t('有什么难处？'),
            hint: t('比如：老伴住院了，医药费怎么报'),
            maxLength: MOST.words,
            rows: 4,
            value: typed.words,
            error: wrong.words,
          }),
          textField({
            name: 'name',
            label: t('您怎么称呼？'),
            maxLength: MOST.name,
            autocomplete: 'name',
            value: oneLine(typed.name),
            error: wrong.name,
          }),
          textField({
            name: 'phone',
            label: t('打哪个电话找您？'),
            hint: t('没有电话，写家里人或邻居的'),
            kind: 'tel',
            maxLength: MOST.phone,
            autocomplete: 'tel',
            value: oneLine(typed.phone),
            error: wrong.phone,
          }),
          ...(places.length === 1
            ? []
            : [
                selectField({
                  name: 'place',
                  label: t('您住哪里？'),
                  none: t('请选一个'),
                  groups: placeGroups(places),
                  value: typed.place,
                  error: wrong.place,
                }),
              ]),
          textField({
            name: 'where',
            label: t('门牌，或者附近有什么（不写也行）'),
            maxLength: MOST.where,
            autocomplete: 'street-address',
            value: oneLine(typed.where),
            error: wrong.where,
          }),
          tickField({ name: 'visit', label: t('请到我家里来'), hint: t('两个工作日内有人联系您，约时间'), ticked: typed.visit === 'yes' }),
        ],
      })}`,
    }),
  };
};

/** @param office the window that has it now */
export const askedPage = (visit: Visit, reference: string, office?: PublicPlace['office']): Shown => {
  const { reading } = visit;
  const t = sayIn(reading.lang, words);
  return {
    status: 200,
    html: publicPage({
      reading,
      path: `/ask/sent/${reference}`,
      title: t('收到了，有人给您打电话'),
      human: humanOf(visit, office),
      officeName: officeNameOf(visit),
      body: html`<p>${t('您的求助编号')}</p><p class="reference nobr">${reference}</p><p class="lead">${t('打电话来问，报这个编号就行。着急的话现在就打。')}</p>`,
    }),
  };
};
