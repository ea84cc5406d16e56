import type { z } from 'zod';
import { withinAny } from '../../../kernel/area.ts';
import type { Id } from '../../../kernel/id.ts';
import { answer, type ReadContext, type Tx } from '../../../platform/executor/types.ts';
import type { FactValue } from '../../residents/domain.ts';
import { currentFacts, isNonsense } from '../../residents/domain.ts';
import { lookAt } from '../../residents/index.ts';
import { type ENTERED_BY, HINT, type LeadState, type STEPS, type TOLD_HOW } from '../contract/lead.ts';
import * as contract from '../contract/screening.ts';
import { isOpen } from '../domain/lead.ts';
import { shown } from '../domain/rule.ts';
import { explain } from '../language/explain.ts';
import { dayNumber, householdsOf, knownHousehold, type Member } from '../screening/office.ts';
import { stepWords } from '../store/leads.ts';
import { type InForce, policiesInForce } from './in-force.ts';
import { passedOnOf } from './passed.ts';
import { type Roll, rollOf, type Said } from './roll.ts';
import { type PolicyRow, policyLineOf, questionsOf } from './words.ts';

type Kept = { policy: Id; verdict: 'yes' | 'unknown'; missing: string[]; since: string };
const KEPT_SQL = 'select policy, verdict, missing, since from discovery_verdict where district = $1 and resident = $2';

type LeadRow = PolicyRow & {
  id: Id;
  state: LeadState;
  holder: Id | null;
  holderName: string | null;
  until: string | null;
  caseId: Id | null;
  openedAt: string;
};
const LEADS_SQL = `select l.id, l.policy, p.code, l.version, v.body, l.state, l.holder, h.name as "holderName", l.until, l.case_id as "caseId", l.opened_at as "openedAt"
  from discovery_lead l
  join discovery_policy p on p.district = l.district and p.id = l.policy
  join discovery_version v on v.district = l.district and v.id = l.version
  left join network_v_post h on h.district = l.district and h.id = l.holder
  where l.district = $1 and l.resident = $2 order by l.opened_at desc, l.id desc limit 200`;

type StepRow = {
  id: Id;
  lead: Id | null;
  what: (typeof STEPS)[number];
  how: (typeof TOLD_HOW)[number] | null;
  foundBy: (typeof ENTERED_BY)[number] | null;
  words: Buffer | null;
  line: string | null;
  by: string | null;
  at: string;
};
const STEPS_SQL = `select s.id, s.lead, s.what, s.how, s.found_by as "foundBy", s.words, s.line, p.name as by, s.at from discovery_step s
  left join network_v_post p on p.district = s.district and p.id = s.by_post
  where s.district = $1 and s.resident = $2 and s.lead is not null order by s.at, s.id limit 500`;

/** A resident among their household on a day; null where nobody living is recorded. */
export const findMember = (roll: Roll, resident: Id, day: string): { members: readonly Member[]; self: number } | null => {
  for (const members of householdsOf(roll, day)) {
    const self = members.findIndex(({ person }) => person.id === resident);
    if (self >= 0) return { members, self };
  }
  return null;
};

export const appliesTo = (policy: Pick<InForce, 'areas'>, area: string): boolean => withinAny(area, policy.areas);

const sayValue = (value: FactValue): string => (typeof value === 'boolean' ? (value ? '是' : '否') : (value ?? '不知道'));

type Attention = z.output<typeof contract.ofResident.answer>['attention'][number];
/** What was said and yet is not used. */
const attentionOf = (said: readonly Said[], day: string): Attention[] => {
  const standing = [...currentFacts(said, day)].flatMap(([fact, known]): Attention[] => {
    if (known.kind === 'conflict') return [{ fact, kind: 'conflict', values: known.says.map(({ value }) => sayValue(value)) }];
    return known.kind === 'expired' ? [{ fact, kind: 'expired', values: [sayValue(known.last.value)] }] : [];
  });
  const nonsense = said
    .filter((one) => isNonsense(one, day))
    .map(({ name, value }): Attention => ({ fact: name, kind: 'nonsense', values: [sayValue(value)] }));
  return [...standing, ...nonsense];
};

const NOT_HERE = { zh: '这项政策不在本人住的地方实行', en: 'This policy does not hold where the person lives' };
const NOT_WHOLE = { zh: '您看不到这一户的全部情况，只有筛查的结论', en: 'You can’t see the whole household; only what screening found' };

/** Verdicts with their reasons where the household is seen whole; else what screening kept. */
const findingsOf = async (tx: Tx, resident: Id, area: string, { actor, today }: ReadContext) => {
  const [{ policies }, roll, kept] = await Promise.all([
    policiesInForce(tx, actor.district, today),
    rollOf(tx, actor.district, [resident]),
    tx.rows<Kept>(KEPT_SQL, [actor.district, resident]),
  ]);
  const sinceOf = new Map(kept.map((row) => [row.policy, row]));
  const whole = withinAny(area, actor.ranges) ? findMember(roll, resident, today) : null;
  const said = roll.said.filter((one) => one.resident === resident);
  const findings = policies.map((policy) => {
    const row = sinceOf.get(policy.policy);
    if (!appliesTo(policy, area))
      return { policy, verdict: 'no' as const, since: null, missing: [], summary: NOT_HERE, clause: null, turning: [] };
    if (whole === null) {
      const { verdict = 'no' as const, since = null, missing = [] } = row ?? {};
      return { policy, verdict, since, missing, summary: NOT_WHOLE, clause: null, turning: [] };
    }
    const why = explain(policy.rule, knownHousehold(whole.members, whole.self), dayNumber(today));
    return {
      policy,
      verdict: why.verdict,
      since: row?.verdict === why.verdict ? row.since : null,
      missing: [...why.missing],
      summary: why.summary,
      clause: shown(why.clause),
      turning: [...why.turning],
    };
  });
  return { findings, attention: attentionOf(said, today) };
};

const RANK = { yes: 0, unknown: 1, no: 2 } as const;

export const ofResident = answer(contract.ofResident, async (tx, q, ctx) => {
  const main = await lookAt(tx, q, 'discovery.of_resident', ctx);
  if ('code' in main) return main;
  const { district } = ctx.actor;
  const [{ findings, attention }, leads, steps, passedOn] = await Promise.all([
    findingsOf(tx, main.id, main.area, ctx),
    tx.rows<LeadRow>(LEADS_SQL, [district, main.id]),
    tx.rows<StepRow>(STEPS_SQL, [district, main.id]),
    passedOnOf(tx, district, main.id, ctx),
  ]);
  const told = steps.map(({ id, lead, words, ...step }) => ({
    lead,
    step: { ...step, words: words === null ? null : ctx.services.keys.openText(words, stepWords(district, id)) },
  }));
  const openLead = new Map(leads.filter(({ state }) => isOpen(state)).map(({ policy, id }) => [policy, id]));
  return {
    findings: findings
      .filter(({ policy, verdict }) => verdict !== 'no' || q.no === 'true' || openLead.has(policy.policy))
      .sort((a, b) => RANK[a.verdict] - RANK[b.verdict] || a.missing.length - b.missing.length)
      .map(({ policy, ...rest }) => ({ policy: policyLineOf(policy), ...rest, lead: openLead.get(policy.policy) ?? null })),
    no: findings.filter(({ verdict }) => verdict === 'no').length,
    ask: questionsOf(findings.filter(({ verdict }) => verdict === 'unknown').map(({ missing }) => ({ missing, count: 1 }))),
    attention,
    leads: leads.map((lead) => ({
      id: lead.id,
      policy: policyLineOf(lead),
      state: lead.state,
      holder: lead.holder === null ? null : { id: lead.holder, name: lead.holderName ?? '' },
      until: lead.until,
      case: lead.caseId,
      openedAt: lead.openedAt,
      steps: told.filter((one) => one.lead === lead.id).map(({ step }) => step),
    })),
    passedOn,
    hint: HINT,
  };
});
