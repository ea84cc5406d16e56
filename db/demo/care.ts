import type { Actor } from '../../kernel/actor.ts';
import { withinAny } from '../../kernel/area.ts';
import { addDays, dayOf } from '../../kernel/time.ts';
import * as residents from '../../modules/residents/contract.ts';
import type { Ask } from './cases.ts';
import { type Cast, type Hand, inParallel } from './office.ts';

const DAY_MS = 86_400_000;
/** Lists were begun so long ago. */
const DAYS_AGO = 38;

/** Who keeps lists, and how many are on them; the rest stays proposed. */
type Keeper = { readonly clerk: string; readonly visitors: readonly string[]; readonly people: number };
const KEEPERS: readonly Keeper[] = [
  { clerk: 'mayi-clerk', visitors: ['mayi-helper', 'mayi-helper2', 'mayi-referrer'], people: 36 },
  { clerk: 'jingan-clerk-3', visitors: ['zhijiang-helper', 'zhijiang-referrer'], people: 24 },
];

const SEEN: readonly string[] = [
  '精神好，药够吃到月底',
  '腿脚比上次差，上厕所要扶，叮嘱别上楼',
  '煤气灶关好了，灯泡坏了一个，下次带去',
  '女儿周末来过，冰箱里有菜',
  '说晚上睡不好，已约卫生院周三上门',
  '血压本子看过，正常',
];

/** Care lists of the demo: most people seen in time, some let wait, some never visited. @returns how many are on a list */
export const playCare = async (hand: Hand, ask: Ask, cast: Cast, present: number): Promise<number> => {
  const { random } = cast;
  const id = () => random.id(hand.now());
  const since = dayOf(new Date(present - DAYS_AGO * DAY_MS).toISOString());
  const today = dayOf(new Date(present).toISOString());
  let listed = 0;
  for (const keeper of KEEPERS) {
    const clerk = cast.actors.find(({ account }) => account === keeper.clerk);
    if (clerk === undefined) continue;
    const visitors = keeper.visitors.map((account): Actor => cast.byAccount(account));
    const visitorOf = (area: string, n: number): Actor => {
      const near = visitors.filter(({ ranges }) => withinAny(area, ranges));
      return near[n % near.length] ?? clerk;
    };
    hand.at(present - DAYS_AGO * DAY_MS);
    // The demo is entered past row-level security: without an area it would read the whole district.
    const { rows } = await ask(clerk, residents.careProposed, { limit: keeper.people, under: clerk.area });
    const plans = rows.slice(0, keeper.people).map((row, n) => ({
      ...row,
      care: id(),
      visitor: visitorOf(row.area, n),
      // The last visit: mostly lately, some too long ago, some never.
      last: random.weighted<number | null>([
        [random.int(0, 4), 6],
        [random.int(5, 7), 2],
        [random.int(9, 30), 3],
        [null, 1],
      ]),
      words: random.pick(SEEN),
      by: random.chance(0.75) ? ('home' as const) : ('phone' as const),
    }));
    await inParallel(plans, async ({ care, resident, kind, because, visitor }) => {
      const { line, everyDays } = residents.CARE_USUAL[kind];
      const entry = { id: care, resident: resident.id, kind, line, because: because[0]!, carer: visitor.post, everyDays, since };
      await hand.did(clerk, residents.putOnCareList, entry);
    });
    hand.at(present);
    await inParallel(plans, async ({ care, resident, visitor, last, words, by: how }) => {
      if (last === null) return;
      const visit = { resident: resident.id, care: [care], how };
      await hand.did(visitor, residents.recordCareVisit, { ...visit, id: id(), on: addDays(today, -last - 7), words: null });
      await hand.did(visitor, residents.recordCareVisit, { ...visit, id: id(), on: addDays(today, -last), words });
    });
    listed += plans.length;
  }
  return listed;
};
