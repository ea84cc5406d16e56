import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { ReadContract } from '../../kernel/contract.ts';
import * as asks from '../../modules/asks/contract.ts';
import * as cases from '../../modules/cases/contract.ts';
import type { ItemVersion } from '../../modules/catalogue/contract.ts';
import * as materials from '../../modules/materials/contract.ts';
import type { Cast, Hand } from './office.ts';
import type { Random } from './random.ts';

/** Reads as an actor, outside HTTP. */
export type Ask = <C extends ReadContract>(as: Actor, contract: C, query: z.input<C['query']>) => Promise<z.output<C['answer']>>;
/** The `seq` of a matter as it stands. */
export type SeqOf = (id: string) => Promise<number>;

export type Goal =
  | 'asked'
  | 'informed'
  | 'accepted'
  | 'errands'
  | 'with_department'
  | 'correction'
  | 'refused'
  | 'approved'
  | 'delivered'
  | 'withdrawn';

export type CasePlan = {
  readonly item: ItemVersion;
  readonly resident: string;
  readonly clerk: Actor;
  /** Who accepts: the clerk, or where the clerk's site only collects, the window above. */
  readonly accepts: Actor;
  readonly helper: Actor;
  readonly approver: Actor;
  readonly startsAt: number;
  /** Nothing happens after this instant. */
  readonly until: number;
  readonly goal: Goal;
  /** Whether somebody asked before, by which door. */
  readonly channel: 'phone' | 'walk_in' | 'referral' | 'home_visit' | 'ferry_note' | null;
  readonly words: string;
};

const HOUR = 3_600_000;
type Page = z.output<typeof cases.page.answer>;

/** One case from the first word to its goal, each step at a believable hour. */
export const playCase = async (hand: Hand, ask: Ask, seqOf: SeqOf, cast: Cast, plan: CasePlan): Promise<string> => {
  const { random } = cast;
  const { clerk, helper, approver, item } = plan;
  let now = plan.startsAt;
  const later = (from: number, to: number): boolean => {
    now += random.int(from * 60, to * 60) * 60_000;
    // Offices act by day.
    const hour = new Date(now + 8 * HOUR).getUTCHours();
    if (hour < 8 || hour >= 17) now += ((32 - hour) % 24) * HOUR;
    hand.at(Math.min(now, plan.until));
    return now < plan.until;
  };
  const id = () => random.id(hand.now());
  hand.at(now);

  let request: string | null = null;
  if (plan.channel !== null) {
    request = id();
    await hand.did(clerk, asks.record, {
      id: request,
      channel: plan.channel,
      resident: plan.resident,
      words: plan.words,
      homeService: plan.channel === 'phone' && random.chance(0.5),
    });
    if (plan.goal === 'asked' || !later(0.2, 6)) return request;
  }
  const theCase = id();
  const page = (): Promise<Page> => ask(clerk, cases.page, { id: theCase });
  const decide = async <C extends Parameters<Hand['did']>[1]>(as: Actor, contract: C, payload: z.input<C['payload']>): Promise<void> => {
    await hand.did(as, contract, payload, await seqOf(theCase));
  };
  const CHANNELS = { phone: 'phone', walk_in: 'walk_in', referral: 'referral', home_visit: 'visit', ferry_note: 'ferry_box' } as const;
  await hand.did(clerk, cases.open, {
    id: theCase,
    item: item.code,
    resident: plan.resident,
    ask: request,
    channel: plan.channel === null ? 'walk_in' : CHANNELS[plan.channel],
  });
  if (request !== null && random.chance(0.8)) await hand.did(clerk, asks.contacted, { ask: request, how: 'phone', reached: true });
  const answers = Object.fromEntries(item.questions.map((q) => [q.key, sayNo(q)]));
  if (item.questions.length > 0) await hand.did(clerk, cases.answer, { case: theCase, answers });

  const first = await page();
  if (first.materials.missing.length > 0) await decide(clerk, cases.giveNotice, { case: theCase });
  if (plan.goal === 'informed' || !later(2, 60)) return theCase;
  if (plan.goal === 'withdrawn') {
    await decide(clerk, cases.withdraw, { case: theCase, words: '家里人已经在市里办好了' });
    return theCase;
  }
  for (const paper of first.materials.missing) {
    const given = id();
    await hand.did(clerk, materials.give, { id: given, caseId: theCase, materialKey: paper.key, how: 'original' });
    await decide(clerk, materials.check, { caseId: theCase, given, verdict: 'accepted' });
  }
  await decide(plan.accepts, cases.acceptCase, { case: theCase });
  if (plan.goal === 'accepted' || !later(1, 20)) return theCase;

  const scopes = [...new Set((await page()).tasks.flatMap((task) => (task.consentScope === null ? [] : [task.consentScope])))];
  if (scopes.length > 0) await consentOf(hand, plan, theCase, scopes, id);
  return onwards({ hand, page, decide, later, id, plan, theCase, helper, approver, clerk, random });
};

type Going = {
  readonly hand: Hand;
  readonly page: () => Promise<Page>;
  readonly later: (from: number, to: number) => boolean;
  readonly id: () => string;
  readonly decide: <C extends Parameters<Hand['did']>[1]>(as: Actor, contract: C, payload: z.input<C['payload']>) => Promise<void>;
  readonly plan: CasePlan;
  readonly theCase: string;
  readonly helper: Actor;
  readonly approver: Actor;
  readonly clerk: Actor;
  readonly random: Random;
};

/** After acceptance: whatever the case needs next, until the goal or the present is reached. */
const onwards = async ({ hand, page, decide, later, id, plan, theCase, helper, approver, clerk, random }: Going): Promise<string> => {
  for (let step = 0; step < 24; step += 1) {
    const at = await page();
    const errand = at.tasks.find(
      (task) => task.routeKey !== null && task.state === 'open' && (task.holder.kind === 'site' || task.holder.kind === 'post'),
    );
    if (errand !== undefined) {
      if (plan.goal === 'errands' && step > 0) return theCase;
      const route = at.item.route.find((one) => one.key === errand.routeKey)!;
      await hand.did(helper, cases.doErrand, {
        case: theCase,
        task: errand.id,
        brought: route.yields.map((key) => ({ id: id(), key, how: 'original' as const })),
      });
      if (!later(1, 30)) return theCase;
      continue;
    }
    switch (at.case.state) {
      case 'accepted':
        if (at.item.stages.some((one) => one.stage === 'approve')) await decide(clerk, cases.sendToDepartment, { case: theCase });
        else await hand.did(clerk, cases.resultMade, { case: theCase });
        break;
      case 'with_department':
        if (plan.goal === 'with_department' || plan.goal === 'errands') return theCase;
        if (plan.goal === 'correction') {
          await decide(approver, cases.requestCorrection, { case: theCase, what: '户口簿缺本人那一页，请补一张' });
          return theCase;
        }
        await decide(
          approver,
          cases.decide,
          plan.goal === 'refused'
            ? {
                case: theCase,
                id: id(),
                outcome: 'refused',
                reason: '家庭人均收入高于当前标准（示例）',
                remedies: '60 日内可向区政府申请复议，或 6 个月内向法院起诉',
              }
            : { case: theCase, id: id(), outcome: 'approved' },
        );
        if (plan.goal === 'refused' || plan.goal === 'approved') return theCase;
        break;
      case 'approved': {
        const wait = at.waits.find((one) => one.state === 'waiting');
        if (wait !== undefined) await hand.did(clerk, cases.waitOver, { case: theCase, wait: wait.id, outcome: 'came' });
        else await hand.did(approver, cases.resultMade, { case: theCase });
        break;
      }
      case 'result_ready':
        await hand.did(helper, cases.delivered, {
          case: theCase,
          how: random.chance(0.7) ? 'home' : 'window',
          to: 'self',
          toName: '本人',
          place: '家里',
        });
        return theCase;
      default:
        return theCase;
    }
    if (!later(2, 40)) return theCase;
  }
  return theCase;
};

/** The plainest answer to a question. */
const sayNo = (q: ItemVersion['questions'][number]): string | number | boolean =>
  q.kind === 'yes_no' ? q.key === 'can_sign' : q.kind === 'choice' ? q.options[0]!.value : 1;

/** A consent by word of mouth, heard by the helper. */
const consentOf = async (
  hand: Hand,
  plan: CasePlan,
  theCase: string,
  scopes: readonly materials.ConsentScope[],
  id: () => string,
): Promise<void> => {
  await hand.did(plan.helper, materials.giveConsent, {
    id: id(),
    resident: plan.resident,
    caseId: theCase,
    grantee: { kind: 'post', name: plan.helper.name, post: plan.helper.post },
    scopes: [...scopes],
    from: new Date(hand.now()).toISOString(),
    ownWill: true,
    evidence: { kind: 'witness', words: '你们帮我跑一趟，我放心', witness: '隔壁邻居', relation: '邻居' },
  });
};
