import { publish } from '../../modules/catalogue/contract.ts';
import type { Executor } from '../../platform/executor/execute.ts';
import { playCare } from './care.ts';
import type { Ask, SeqOf } from './cases.ts';
import { DEMO_ITEMS } from './catalogue/index.ts';
import { playLeads, type Screen } from './leads.ts';
import { type Cast, createHand, type Hand, inParallel, makeDuty, makeOffice, makePeople } from './office.ts';
import { playPast } from './past.ts';
import { peopleOf } from './people.ts';
import { demoDistricts } from './places.ts';
import { makePolicies, type TryVersion } from './policies.ts';
import { makeSailings } from './sailings.ts';

/** Past work of the demo begins this many days before it is loaded. */
const WEEKS_BACK_MS = 56 * 86_400_000;
/** Its policies were published so long ago. */
const POLICIES_BACK_MS = 40 * 86_400_000;

export type DemoParts = {
  /** Made with the owner's connection and with `clock`: the demo is entered by the operator of the machine. */
  readonly execute: Executor;
  readonly clock: { now: number };
  /** Shanghai day of the load. */
  readonly today: string;
  /** Reads as an actor, and the state of a matter: the demo decides on what it has seen, as people do. */
  readonly ask: Ask;
  readonly seqOf: SeqOf;
  readonly tryVersion: TryVersion;
  readonly screen: Screen;
  /** Tells the planner how much there is by now: without it each page of a past case costs tens of milliseconds. */
  readonly analyze: () => Promise<void>;
  readonly say: (line: string) => void;
};

const publishItems = async (hand: Hand, cast: Cast): Promise<void> => {
  const coordinator = cast.byAccount(cast.actors.find((a) => a.role === 'coordinator')!.account!);
  await inParallel(
    DEMO_ITEMS,
    async (version) => void (await hand.did(coordinator, publish, { item: cast.random.id(hand.now()), version: version as never })),
  );
};

/** Fills an empty office with the five places. Everything goes through the one write door, so the ledger tells it too. */
export const loadDemo = async ({ execute, clock, today, ask, seqOf, tryVersion, screen, analyze, say }: DemoParts): Promise<void> => {
  const present = clock.now;
  const hand = createHand(execute, clock);
  for (const district of demoDistricts()) {
    hand.at(present - WEEKS_BACK_MS);
    const cast = await makeOffice(hand, district);
    await publishItems(hand, cast);
    await makeDuty(hand, cast, today);
    await makeSailings(hand, cast);
    const households = peopleOf(district.code, district.root, district.areas, cast.random);
    const people = await makePeople(hand, cast, households);
    await analyze();
    hand.at(present - POLICIES_BACK_MS);
    const policies = await makePolicies(hand, cast, tryVersion);
    const near = (area: string) => people.filter((p) => p.livesHere && p.area.startsWith(area)).map((p) => p.id);
    const played = await playPast(hand, ask, seqOf, cast, present, near);
    const listed = await playCare(hand, ask, cast, present);
    const leads = await playLeads(hand, ask, screen, cast, present);
    say(
      `${district.name}：${district.sites.length} 个站点，${district.staff.length} 位工作人员，${households.reduce((n, h) => n + h.people.length, 0)} 位居民，${policies} 项示例政策，${played} 件往来，${leads} 条线索，${listed} 位重点对象`,
    );
  }
  hand.at(present);
};
