import type { Text } from '../../../kernel/result.ts';
import { addDays, type Day, sayDay } from '../../../kernel/time.ts';
import type { CaseState, CaseTurn } from './case.ts';

/** What is known when a person asks how far their matter is. Names of papers are those of the item; nothing here is secret. */
export type StatusFacts = {
  readonly item: Text;
  readonly state: CaseState;
  readonly turn: CaseTurn;
  /** the promised day; null where there is none (yet) */
  readonly due: Day | null;
  /** what the person still has to bring */
  readonly missing: readonly Text[];
  /** what may follow, with the nearest day */
  readonly toFollow: { readonly names: readonly Text[]; readonly due: Day | null } | null;
  /** what we wait for outside */
  readonly waiting: Text | null;
  /** how the result comes home */
  readonly delivery: { readonly on: Day | null; readonly by: string | null; readonly boatAt: string | null } | null;
  readonly site: { readonly name: string; readonly phone: string | null } | null;
};

/** 今天, 明天, 后天, else the date. */
const sayWhen = (on: Day, today: Day): Text => {
  const near: Readonly<Record<string, Text>> = {
    [today]: { zh: '今天', en: 'today' },
    [addDays(today, 1)]: { zh: '明天', en: 'tomorrow' },
    [addDays(today, 2)]: { zh: '后天', en: 'the day after tomorrow' },
  };
  return near[on] ?? { zh: sayDay(on, 'zh', today), en: `on ${sayDay(on, 'en', today)}` };
};

const joined = (names: readonly Text[]): Text => ({ zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') });

/** `林师傅`: staff are called by their family name, as people do. */
const calledBy = (name: string): Text => ({ zh: `${[...name][0]}师傅`, en: name });

const coming = ({ on, by, boatAt }: NonNullable<StatusFacts['delivery']>, today: Day): Text => {
  const who = by === null ? { zh: '我们', en: 'We' } : calledBy(by);
  const day = on === null ? { zh: '', en: 'soon' } : sayWhen(on, today);
  const boat = boatAt === null ? { zh: '', en: '' } : { zh: ` ${boatAt} 的船`, en: ` by the ${boatAt} boat` };
  return { zh: `${who.zh}${day.zh}${boat.zh}送到您家`, en: `${who.en} will bring it to your home ${day.en}${boat.en}` };
};

/** One or two sentences to read out, send or show (K10): what has been done, whose turn it is, until when. */
export const statusSentence = (facts: StatusFacts, today: Day): Text => {
  const { item, due } = facts;
  const by: Text =
    due === null
      ? { zh: '', en: '' }
      : due < today
        ? {
            zh: `，原定${sayDay(due, 'zh', today)}前办好，已经晚了，我们在催`,
            en: `; it was due ${sayDay(due, 'en', today)} and is late, we are chasing it`,
          }
        : { zh: `，最晚${sayDay(due, 'zh', today)}办好`, en: `; it will be done by ${sayDay(due, 'en', today)}` };
  const ask: Text =
    facts.site === null
      ? { zh: '', en: '' }
      : {
          zh: `有事问${facts.site.name}${facts.site.phone === null ? '' : `，电话 ${facts.site.phone}`}。`,
          en: ` Questions: ${facts.site.name}${facts.site.phone === null ? '' : `, phone ${facts.site.phone}`}.`,
        };
  const follow = facts.toFollow === null || facts.toFollow.names.length === 0 ? null : facts.toFollow;
  const followText: Text =
    follow === null
      ? { zh: '', en: '' }
      : {
          zh: `您答应补的${joined(follow.names).zh}${follow.due === null ? '' : `，请在${sayDay(follow.due, 'zh', today)}前`}交来。`,
          en: ` Please bring what you promised${follow.due === null ? '' : ` by ${sayDay(follow.due, 'en', today)}`}: ${joined(follow.names).en}.`,
        };
  const main = sentence(facts, by, today);
  return { zh: `您的“${item.zh}”${main.zh}。${followText.zh}${ask.zh}`, en: `Your “${item.en}” ${main.en}.${followText.en}${ask.en}` };
};

const sentence = (facts: StatusFacts, by: Text, today: Day): Text => {
  switch (facts.state) {
    case 'informing':
      return facts.missing.length === 0
        ? { zh: '材料已经收到，窗口正在核对', en: 'is being checked at the window; your papers have arrived' }
        : { zh: `还缺${joined(facts.missing).zh}，交来就能受理`, en: `still needs ${joined(facts.missing).en}; then it can be accepted` };
    case 'accepted':
      return { zh: `已经受理，代办员正在替您跑${by.zh}`, en: `has been accepted and a helper is doing the errands for you${by.en}` };
    case 'with_department':
      return { zh: `已经交到主管部门审核${by.zh}`, en: `is with the department for its decision${by.en}` };
    case 'awaiting_correction':
      return { zh: '要请您补正一处，补来之前不计时间', en: 'needs one correction from you; the clock stands still until it comes' };
    case 'approved':
      return facts.waiting === null
        ? { zh: `已经批准，正在办出结果${by.zh}`, en: `has been approved and the result is being made${by.en}` }
        : { zh: `已经批准，在等${facts.waiting.zh}${by.zh}`, en: `has been approved; we are waiting for: ${facts.waiting.en}${by.en}` };
    case 'not_approved':
      return {
        zh: '没有批准，书面理由和申诉办法会交给您',
        en: 'was not approved; you will get the reasons in writing and what you can do against it',
      };
    case 'result_ready': {
      if (facts.delivery === null) return { zh: '办好了，可以来取，也可以请我们送', en: 'is done; come for it, or ask us to bring it' };
      const way = coming(facts.delivery, today);
      return { zh: `办好了，${way.zh}`, en: `is done. ${way.en}` };
    }
    case 'delivered':
      return facts.waiting === null
        ? { zh: '已经办好并送到，请您评一评', en: 'is done and delivered. Please say how it was' }
        : { zh: `已经送到，我们还盯着${facts.waiting.zh}`, en: `is delivered; we still watch for: ${facts.waiting.en}` };
    case 'refused_acceptance':
      return { zh: '没有受理，理由和怎么办已经告诉您', en: 'was not accepted; you were told why and what to do' };
    case 'acceptance_revoked':
      return {
        zh: '因承诺的材料没有补来，撤销了受理，随时可以重新申请',
        en: 'was closed because what was promised did not come; you can apply again at any time',
      };
    case 'withdrawn':
      return { zh: '已按您的意思撤回，随时可以重新申请', en: 'was withdrawn as you wished; you can apply again at any time' };
  }
};
