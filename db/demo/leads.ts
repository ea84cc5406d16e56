import type { Actor } from '../../kernel/actor.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as discovery from '../../modules/discovery/contract.ts';
import type { Ask } from './cases.ts';
import type { Cast, Hand } from './office.ts';

/** Screens everybody of a district on the day of the clock, as the nightly job does. */
export type Screen = (system: Actor, instant: number) => Promise<void>;

const DAY_MS = 86_400_000;
/** The first night after the policies began, so that some leads have been worked since. */
const NIGHTS_AGO = 3;

/** Who has begun; the others' leads wait to be told. */
const HELPERS: readonly string[] = ['mayi-helper', 'baisha-helper', 'miaoling-helper', 'zhijiang-helper', 'dongju-helper'];

/** What came of the first leads of each helper, told on a visit or by phone. */
const ANSWERS: readonly ((hand: Hand, helper: Actor, row: discovery.LeadRow, cast: Cast) => Promise<unknown>)[] = [
  async (hand, helper, { id: lead }) => {
    await hand.did(helper, discovery.take, { lead });
    await hand.did(helper, discovery.tell, { lead, how: 'in_person', words: '说清楚了，回头把单据找出来' });
  },
  (hand, helper, { id: lead }) => hand.did(helper, discovery.decline, { lead, reason: '儿子说不用，自己够用' }),
  (hand, helper, { id: lead }) => hand.did(helper, discovery.later, { lead, until: laterDay(hand.now()), words: '等女儿回来一起商量' }),
  (hand, helper, { id: lead }) => hand.did(helper, discovery.tell, { lead, how: 'phone', words: null }),
  async (hand, helper, row, cast) => {
    const { id: lead, policy, resident } = row;
    await hand.did(helper, discovery.tell, { lead, how: 'in_person', words: '愿意办，材料当场看过' });
    if (policy.itemCode === null) return;
    await hand.did(helper, cases.open, {
      id: cast.random.id(hand.now()),
      item: policy.itemCode,
      resident: resident.id,
      channel: 'visit',
      lead,
    });
  },
  (hand, helper, { id: lead }) => hand.did(helper, discovery.notTrue, { lead, words: '去年已经停了，名册没有改' }),
];

const laterDay = (now: number): string => new Date(now + 12 * DAY_MS).toISOString().slice(0, 10);

/** Screening finds leads; helpers tell some of them since; the last night screens once more. @returns how many leads there are */
export const playLeads = async (hand: Hand, ask: Ask, screen: Screen, cast: Cast, present: number): Promise<number> => {
  hand.at(present - NIGHTS_AGO * DAY_MS);
  await screen(cast.system, hand.now());
  for (const helper of cast.actors.filter(({ account }) => account !== null && HELPERS.includes(account))) {
    hand.at(present - 2 * DAY_MS);
    const { rows } = await ask(helper, discovery.leads, { state: 'to_tell', limit: ANSWERS.length });
    for (const [i, row] of rows.entries()) await ANSWERS[i]!(hand, helper, row, cast);
  }
  hand.at(present);
  await screen(cast.system, present);
  const { counts } = await ask(cast.system, discovery.leads, { limit: 1 });
  return Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0);
};
