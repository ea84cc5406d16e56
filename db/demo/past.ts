import type { Actor } from '../../kernel/actor.ts';
import type { ItemVersion } from '../../modules/catalogue/contract.ts';
import { levelAt } from '../../modules/catalogue/domain.ts';
import { type Ask, type Goal, playCase, type SeqOf } from './cases.ts';
import { DEMO_ITEMS } from './catalogue/index.ts';
import type { Cast, Hand } from './office.ts';

/** Some weeks of past work: which windows, how many cases, how far each has come. */
type Desk = {
  readonly district: string;
  readonly clerk: string;
  readonly helper: string;
  readonly items: readonly string[];
  readonly cases: number;
};

const DESKS: readonly Desk[] = [
  {
    district: '330903',
    clerk: 'mayi-clerk',
    helper: 'mayi-helper',
    cases: 34,
    items: ['MZ-001', 'YB-002', 'YB-003', 'LN-001', 'LN-003', 'RS-001', 'CL-001', 'GA-003', 'YB-001', 'MZ-003', 'LN-005'],
  },
  {
    district: '330903',
    clerk: 'baisha-clerk',
    helper: 'baisha-helper',
    cases: 10,
    items: ['MZ-001', 'LN-005', 'YB-003', 'RS-001', 'LN-003'],
  },
  {
    district: '420703',
    clerk: 'miaoling-clerk',
    helper: 'miaoling-helper',
    cases: 14,
    items: ['LN-002', 'RS-001', 'RS-004', 'MZ-002', 'RS-002', 'RS-003'],
  },
  { district: '310106', clerk: 'jingan-clerk-3', helper: 'zhijiang-helper', cases: 10, items: ['MZ-003', 'GA-001', 'YB-004'] },
  { district: '330902', clerk: 'dapeng-clerk', helper: 'dongju-helper', cases: 6, items: ['LN-001', 'RS-001', 'GA-003'] },
];

const WORDS: readonly string[] = [
  '腿脚不方便，想请你们帮忙办',
  '听邻居说有这个补助，不晓得怎么弄',
  '手机不会用，验证不了',
  '孩子都在宁波，家里没人跑',
  '住院的单子都留着，能不能报',
  '证丢了，要补一个',
  '船要等半天，实在出不去',
  '上次少带了一样，这次都带来了',
];

/** How far cases have come, most of them home already. */
const GOALS: readonly (readonly [Goal, number])[] = [
  ['delivered', 9],
  ['with_department', 3],
  ['errands', 4],
  ['accepted', 2],
  ['informed', 3],
  ['asked', 3],
  ['approved', 2],
  ['correction', 1.5],
  ['refused', 1],
  ['withdrawn', 0.8],
];

/** The clerk, where the site's level allows it; else the clerk of a centre, whose range takes the site in. */
const acceptorOf = ({ district, siteIds, actors }: Cast, item: ItemVersion, clerk: Actor): Actor => {
  const site = district.sites.find(({ key }) => siteIds.get(key) === clerk.site);
  const level = site === undefined ? null : levelAt(item, site.kind);
  if (level !== 'collect_only' && level !== 'assist') return clerk;
  return actors.find(({ role, ranges }) => role === 'clerk' && ranges.includes(district.root)) ?? clerk;
};

const DAY = 86_400_000;

/** Plays past cases of a district. `people`: ids of residents near each window. */
export const playPast = async (
  hand: Hand,
  ask: Ask,
  seqOf: SeqOf,
  cast: Cast,
  present: number,
  people: (area: string) => readonly string[],
): Promise<number> => {
  let played = 0;
  for (const desk of DESKS.filter((d) => d.district === cast.district.code)) {
    const clerk = cast.byAccount(desk.clerk);
    const helper = cast.byAccount(desk.helper);
    const near = people(clerk.area);
    for (let n = 0; n < desk.cases; n += 1) {
      const { random } = cast;
      if (near.length === 0) throw new Error(`demo: nobody lives near ${desk.clerk}`);
      const item = DEMO_ITEMS.find((one) => one.code === desk.items[n % desk.items.length])!;
      const approver = cast.actors.find((a) => a.role === 'approver' && a.department === item.department.code);
      const goal = random.weighted(GOALS);
      // Cases still open began lately, but for a few that somebody let lie.
      const ended = goal === 'delivered' || goal === 'refused' || goal === 'withdrawn';
      const daysBack = ended ? random.int(12, 54) : random.chance(0.2) ? random.int(25, 45) : random.int(1, 12);
      const startsAt = present - daysBack * DAY - random.int(0, 8) * 3_600_000;
      await playCase(hand, ask, seqOf, cast, {
        item,
        resident: random.pick(near),
        clerk,
        accepts: acceptorOf(cast, item, clerk),
        helper,
        approver: approver ?? clerk,
        startsAt,
        until: present,
        goal: approver === undefined && (goal === 'correction' || goal === 'refused') ? 'errands' : goal,
        channel: random.weighted([
          ['phone', 4],
          ['walk_in', 3],
          ['referral', 2],
          ['home_visit', 1],
          [null, 3],
        ]),
        words: random.pick(WORDS),
      });
      played += 1;
    }
  }
  return played;
};
