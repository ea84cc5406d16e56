import { showCode } from '../../../kernel/codes.ts';
import { statusSentence } from '../../../modules/cases/domain.ts';
import { STAGE_NAMES } from '../../../modules/catalogue/contract.ts';
import type { PublicCase } from '../../../modules/evaluation/contract.ts';
import { mayRate } from '../../../modules/evaluation/domain.ts';
import { dayOf, sayDay, sayPhone } from '../../ui/format.ts';
import { html } from '../../ui/html.ts';
import type { Stop } from '../../ui/route-line.ts';
import { dictionary, pick, sayIn } from '../../ui/words.ts';
import { publicPage } from '../page.ts';
import { bigDate, facts, routeLineHtml, sheet } from '../parts.ts';
import { humanOf, officeNameOf, type Shown, type Visit } from '../visit.ts';

const words = dictionary({
  办到哪一步了: 'How far it is',
  什么事: 'What',
  谁的事: 'Whose',
  编号: 'Code',
  在哪里收的: 'Received at',
  '办得好不好，您评一评': 'Tell us how well it was done',
  您已经评过了: 'You have rated it',
  评价: 'Rating',
  最晚这一天办好: 'It is done by this day at the latest',
  原定这一天办好: 'It was promised for this day; we are chasing it',
  这一天办结: 'It was finished on this day',
  这一天结束: 'It ended on this day',
  您撤回了: 'you took it back',
  // Before the one-time notice nobody has told the person what is missing, so nothing is said of papers having come.
  '您的“{item}”收到了，窗口正在核对材料': 'We have your “{item}”; the window is checking the papers',
});

/** How the present stop looks: late before all else, then whom it waits for, then how it ended. */
const moodOf = (c: PublicCase, today: string): Stop['mood'] => {
  if (c.closedAt === null && c.due !== null && c.due < today) return 'late';
  if (c.state === 'not_approved' || c.state === 'refused_acceptance' || c.state === 'acceptance_revoked') return 'refused';
  if (c.closedAt !== null) return c.state === 'withdrawn' ? undefined : 'done';
  return c.turn === 'resident' ? 'waiting' : undefined;
};

/** The day that matters, and what it is: promised, late, or when it was over. */
const dayThatMatters = (
  c: PublicCase,
  today: string,
): { readonly day: string; readonly says: '最晚这一天办好' | '原定这一天办好' | '这一天办结' | '这一天结束' } | null => {
  if (c.closedAt !== null) return { day: dayOf(c.closedAt), says: c.state === 'delivered' ? '这一天办结' : '这一天结束' };
  if (c.due === null) return null;
  return { day: c.due, says: c.due < today ? '原定这一天办好' : '最晚这一天办好' };
};

/** The line of stages: what is behind, where it is now and with whom, what is still to come. */
const stopsOf = (visit: Visit, c: PublicCase): readonly Stop[] => {
  const { lang } = visit.reading;
  const order = c.stages.map(({ stage }) => stage);
  const over = c.closedAt !== null;
  const now = over ? order.indexOf('rate') : order.indexOf(c.stage);
  const t = sayIn(lang, words);
  const mood = moodOf(c, visit.today);
  return c.stages.map(({ stage, by }, n): Stop => {
    const name = pick(lang, STAGE_NAMES[stage]);
    const move = c.moves.findLast((one) => one.stage === stage);
    const who = move?.site ?? (by === 'department' ? pick(lang, c.department) : by === 'resident' ? undefined : c.office.name);
    if (stage === 'rate') return c.ratedAt === null ? { name, state: 'coming' } : { name, state: 'passed', at: dayOf(c.ratedAt) };
    if (over && stage === c.stage)
      return { name, state: 'present', who, at: move?.at, mood, note: c.state === 'withdrawn' ? t('您撤回了') : undefined };
    if (n < now && !over) return { name, state: 'passed', who, at: move === undefined ? undefined : dayOf(move.at) };
    if (over && order.indexOf(c.stage) >= 0)
      return n < order.indexOf(c.stage)
        ? { name, state: 'passed', who, at: move === undefined ? undefined : dayOf(move.at) }
        : { name, state: 'left_out' };
    if (n === now) return { name, state: 'present', who, at: c.moves.at(-1)?.at ?? c.openedAt, due: c.due ?? undefined, mood };
    return { name, state: 'coming' };
  });
};

/** Where a matter is: the heading is the answer. */
export const casePage = (visit: Visit, c: PublicCase, code: string): Shown => {
  const { reading, today } = visit;
  const { lang } = reading;
  const t = sayIn(lang, words);
  // In time, the day stands by itself below the heading, large; late, the heading itself says so.
  const late = c.due !== null && c.due < today;
  const says =
    c.state === 'informing' && c.missing.length === 0
      ? t('您的“{item}”收到了，窗口正在核对材料', { item: pick(lang, c.item) })
      : pick(
          lang,
          statusSentence({ ...c, due: late ? c.due : null, delivery: c.delivery && { ...c.delivery, boatAt: null }, site: null }, today),
        );
  const when = dayThatMatters(c, today);
  const { human } = c;
  const phone = human?.phone ?? c.office.phone;
  return {
    status: 200,
    html: publicPage({
      reading,
      path: `/m/${code}`,
      title: says.replace(/[。.]$/, ''),
      human: phone === null ? humanOf(visit) : { name: human?.name ?? c.office.name, phone, when: c.office.hours ?? undefined },
      officeName: officeNameOf({ ...visit, offices: visit.offices.filter(({ district }) => district === c.district) }),
      body: html`${when === null ? null : html`<p class="lead">${bigDate(when.day, sayDay(when.day, lang, today))}${t(when.says)}</p>`}
${mayRate(c.state) && c.ratedAt === null ? html`<p><a class="button" href="/r/${code}">${t('办得好不好，您评一评')}</a></p>` : null}
${sheet(routeLineHtml(stopsOf(visit, c), { lang, today, label: t('办到哪一步了'), direction: 'column' }), t('办到哪一步了'))}
${sheet(
  facts([
    [t('什么事'), pick(lang, c.item)],
    [t('谁的事'), c.name],
    [t('编号'), html`<span class="nobr">${showCode('case', c.shortCode)}</span>`],
    [t('在哪里收的'), html`${c.office.name}${c.office.phone ? html` <span class="nobr">${sayPhone(c.office.phone)}</span>` : null}`],
    ...(c.ratedAt === null ? [] : [[t('评价'), t('您已经评过了')] as const]),
  ]),
)}`,
    }),
  };
};
