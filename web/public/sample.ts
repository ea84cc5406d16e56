import { sayDay } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { choiceField, dayField, errorSummary, form, longField, textField } from './form.ts';
import { publicPage } from './page.ts';
import { bigDate, facts, routeLineHtml, sheet } from './parts.ts';
import type { Reading } from './reading.ts';

/** Two specimens with invented people, for tests and for whoever writes the next public page. */
const TODAY = '2026-11-21';
const HUMAN = {
  zh: { name: '林师傅', phone: '0580-0000123', when: '周一到周六 8:00–17:00' },
  en: { name: 'Mr Lin', phone: '0580-0000123', when: 'Monday to Saturday, 8:00–17:00' },
};
const OFFICE = { zh: '蚂蚁岛便民服务站', en: 'Mayi island service station' };

/** 您的事办到哪儿了 */
export const sampleAnswer = (reading: Reading): string => {
  const { lang } = reading;
  const zh = lang === 'zh';
  return publicPage({
    reading,
    path: '/where',
    title: zh ? '林师傅明天把老年优待证送到您家' : 'Mr Lin brings your senior card home tomorrow',
    human: HUMAN[lang],
    officeName: OFFICE[lang],
    body: html`<p class="lead">${bigDate('2026-11-22', sayDay('2026-11-22', lang, TODAY))}${zh ? '9:20 的船到，上午十点前后到您家。您不用出门。' : 'On the 9:20 ferry; at your home around ten. You need not go out.'}</p>
${sheet(
  routeLineHtml(
    [
      { name: zh ? '收到' : 'Received', state: 'passed', who: zh ? '林秀珍' : 'Lin Xiuzhen', at: '2026-11-17' },
      { name: zh ? '办好' : 'Settled', state: 'passed', who: zh ? '普陀区民政局' : 'Putuo civil affairs', at: '2026-11-20' },
      {
        name: zh ? '送来的路上' : 'On its way',
        state: 'present',
        who: zh ? '林师傅' : 'Mr Lin',
        at: '2026-11-20T06:40:00Z',
        due: '2026-11-22',
      },
      { name: zh ? '到您家' : 'At your home', state: 'coming', due: '2026-11-22' },
    ],
    { lang, today: TODAY, label: zh ? '办到哪一步了' : 'How far it is', direction: 'column' },
  ),
)}
${sheet(
  facts([
    [zh ? '什么事' : 'What', zh ? '老年优待证（示例）' : 'Senior card (sample)'],
    [zh ? '编号' : 'Code', 'K7M2QX'],
    [zh ? '要您准备' : 'Please have ready', zh ? '身份证，看一眼就还您' : 'Your ID card, only to look at'],
  ]),
)}`,
  });
};

/** A question whose answer had a mistake in it. */
export const sampleQuestion = (reading: Reading): string => {
  const { lang } = reading;
  const zh = lang === 'zh';
  const wrong = { tail: zh ? '请写手机号的最后四位数字' : 'Write the last four digits of the phone number' };
  return publicPage({
    reading,
    path: '/where',
    wrong: true,
    title: zh ? '您的事办到哪儿了？' : 'How far is your matter?',
    human: HUMAN[lang],
    officeName: OFFICE[lang],
    body: html`${errorSummary(lang, wrong)}
${form({
  action: '/where',
  button: zh ? '看看办到哪儿了' : 'Show me',
  body: [
    textField({
      name: 'code',
      label: zh ? '回执上的编号' : 'Code on your receipt',
      hint: zh ? '六个字母或数字，印在二维码下面' : 'Six letters or digits, under the square code',
      kind: 'code',
      maxLength: 12,
      value: 'K7M2QX',
    }),
    textField({
      name: 'tail',
      label: zh ? '手机号最后四位' : 'Last four digits of your phone',
      kind: 'tail',
      maxLength: 4,
      value: '12',
      error: wrong.tail,
    }),
    dayField({ name: 'birthday', lang, label: zh ? '没有手机？写您的生日' : 'No phone? Write your birthday' }),
    choiceField({
      name: 'who',
      label: zh ? '您是' : 'You are',
      options: [
        { value: 'self', label: zh ? '本人' : 'The person' },
        { value: 'family', label: zh ? '家里人' : 'Family' },
      ],
    }),
    longField({ name: 'more', label: zh ? '还想说什么' : 'Anything else', maxLength: 500, rows: 3 }),
  ],
})}`,
  });
};
