import { showCode } from '../../../kernel/codes.ts';
import type { PublicLooks } from '../../../modules/evaluation/contract.ts';
import { sayInstant } from '../../ui/format.ts';
import { html } from '../../ui/html.ts';
import { ROLE_NAMES } from '../../ui/roles.ts';
import { dictionary, type Lang, pick, sayIn } from '../../ui/words.ts';
import { form, hiddenField } from '../form.ts';
import { publicPage } from '../page.ts';
import { sheet } from '../parts.ts';
import { humanOf, officeNameOf, type Shown, type Visit } from '../visit.ts';

const words = dictionary({
  '谁看过您的资料？': 'Who looked at your file?',
  '查看码只能用一次，打开后一刻钟内有效。': 'The code works once, for a quarter of an hour from when you open it.',
  打开看看: 'Open it',
  '没有人看过{name}的资料': 'Nobody looked at the file of {name}',
  '{name}的资料被看过 {n} 次': 'The file of {name} was looked at {n} {n:time|times}',
  '{name}的资料被看过 {n} 次以上': 'The file of {name} was looked at more than {n} times',
  '每次打开都要有理由，都记在这里。觉得不对，打下面的电话。':
    'Each look needs a reason and is kept here. If one seems wrong, ring the number below.',
  这个查看码已经用过了: 'This code was used already',
  '还想看，请窗口再给一个。': 'To look again, ask the window for another.',
  '理由：{reason}': 'Reason: {reason}',
});

/** Reasons that staff choose from, as residents' `LOOK_REASONS` names them. */
const REASONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  open_case: { zh: '正在办您的事', en: 'working on your matter' },
  visit: { zh: '上门走访', en: 'a visit' },
  lead: { zh: '看您能享受什么政策', en: 'what you may be entitled to' },
  duty: { zh: '值班接待', en: 'on duty at the window' },
};

/** As kept: `duty`, `visit (unchecked): words`, or words alone. */
const reasonIn = (lang: Lang, reason: string): string => {
  const [, code = '', said = ''] = /^(\w+)(?: \(unchecked\))?(?:: ([\s\S]*))?$/.exec(reason) ?? [];
  const known = REASONS[code];
  if (known === undefined) return reason;
  return said === '' ? pick(lang, known) : `${pick(lang, known)} · ${said}`;
};

/** Asks before the code is used up: a page opened by mistake costs nothing. */
export const openLooksPage = (visit: Visit, code: string): Shown => {
  const t = sayIn(visit.reading.lang, words);
  return {
    status: 200,
    html: publicPage({
      reading: visit.reading,
      path: `/looks/${code}`,
      title: t('谁看过您的资料？'),
      human: humanOf(visit),
      officeName: officeNameOf(visit),
      body: html`<p class="lead">${t('查看码只能用一次，打开后一刻钟内有效。')}</p><p class="soft"><span class="nobr">${showCode('lookup', code)}</span></p>${form(
        { action: `/looks/${code}`, button: t('打开看看'), body: hiddenField('open', 'yes') },
      )}`,
    }),
  };
};

export const looksPage = (visit: Visit, found: PublicLooks, code: string): Shown => {
  const { reading, today } = visit;
  const { lang } = reading;
  const t = sayIn(lang, words);
  const name = found.name ?? '';
  const n = found.rows.length;
  const used = found.outcome === 'used';
  const title = used
    ? t('这个查看码已经用过了')
    : n === 0
      ? t('没有人看过{name}的资料', { name })
      : found.more
        ? t('{name}的资料被看过 {n} 次以上', { name, n })
        : t('{name}的资料被看过 {n} 次', { name, n });
  return {
    status: used ? 410 : 200,
    html: publicPage({
      reading,
      path: `/looks/${code}`,
      title,
      human: humanOf(visit),
      officeName: officeNameOf(visit),
      body: html`<p class="lead">${used ? t('还想看，请窗口再给一个。') : t('每次打开都要有理由，都记在这里。觉得不对，打下面的电话。')}</p>
${
  n === 0
    ? null
    : sheet(
        html`<ol class="looks">${found.rows.map(
          ({ at, who, role, site, reason }) =>
            html`<li><strong class="nobr">${sayInstant(at, lang, today)}</strong><br>${who} · ${role in ROLE_NAMES ? pick(lang, ROLE_NAMES[role as keyof typeof ROLE_NAMES]) : role}${site === null ? null : ` · ${site}`}<br>${t('理由：{reason}', { reason: reasonIn(lang, reason) })}</li>`,
        )}</ol>`,
      )
}`,
    }),
  };
};
