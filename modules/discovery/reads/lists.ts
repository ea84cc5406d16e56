import { rangeOf } from '../../../kernel/area.ts';
import type { Id } from '../../../kernel/id.ts';
import { addDays, startOf } from '../../../kernel/time.ts';
import { common } from '../../../platform/executor/refusals.ts';
import { answer, type ReadContext, type Tx } from '../../../platform/executor/types.ts';
import type { ItemVersion } from '../../catalogue/contract.ts';
import { type FactDefinition, RULE_FACTS } from '../../residents/contract.ts';
import { readFact } from '../../residents/domain.ts';
import { lookAt } from '../../residents/index.ts';
import { HINT } from '../contract/lead.ts';
import * as contract from '../contract/screening.ts';
import { judge, missingNames } from '../language/verdict.ts';
import { dayNumber, knownHousehold, type Member } from '../screening/office.ts';
import { type InForce, policiesInForce } from './in-force.ts';
import { listItems } from './own-list.ts';
import { appliesTo, findMember } from './resident.ts';
import { rollOf } from './roll.ts';
import { policyLineOf } from './words.ts';

/** A person's own list (D5), what follows from a status (D6), what groups of people ask for most (D7). */

const PASSED_SQL = `select s.line, max(s.at) as at from discovery_step s
  where s.district = $1 and s.resident = $2 and s.what = 'passed_on' group by s.line`;
const CONSENT_SQL = `select c.id from materials_v_consent c
  where c.district = $1 and c.resident = $2 and c.case_id is null and 'share_data' = any(c.scopes) and c.from_at <= $3
    and (c.until_at is null or c.until_at > $3) and (c.revoked_at is null or c.revoked_at > $3) and (c.ended_at is null or c.ended_at > $3)
  order by c.given_at desc, c.id limit 1`;

export const ownList = answer(contract.ownList, async (tx, q, ctx) => {
  const main = await lookAt(tx, q, 'discovery.own_list', ctx);
  if ('code' in main) return main;
  const about = [ctx.actor.district, main.id];
  const [person, items, passed, consent] = await Promise.all([
    tx.row<{ id: Id; name: string }>('select id, name from residents_v_person where district = $1 and id = $2', about),
    listItems(tx, ctx.actor.district, main.id),
    tx.rows<{ line: string; at: string }>(PASSED_SQL, about),
    tx.row<{ id: Id }>(CONSENT_SQL, [...about, ctx.now]),
  ]);
  if (person === undefined) return common.notFound;
  const passedOn = new Map(passed.map(({ line, at }) => [line, at]));
  return {
    resident: person,
    lines: [...Map.groupBy(items, ({ policy }) => policy.line)].map(([line, own]) => ({
      line,
      items: own,
      passedOn: passedOn.get(line) ?? null,
    })),
    consent: consent?.id ?? null,
    hint: HINT,
  };
});

/** Somebody of whom nothing is known. */
const NOBODY: Member = { person: { id: '', area: '', household: null, sex: null, birth: null }, told: new Map() };

const membersFor = async (tx: Tx, resident: Id | undefined, { actor, today }: ReadContext) =>
  resident === undefined ? { members: [NOBODY], self: 0 } : findMember(await rollOf(tx, actor.district, [resident]), resident, today);

const verdictOf = ({ rule }: InForce, members: readonly Member[], self: number, today: string) => {
  const household = knownHousehold(members, self);
  const verdict = judge(rule, household, dayNumber(today));
  return { verdict: verdict.verdict, missing: missingNames(rule, household, verdict) };
};

/** As the register would take it; null where the dictionary has no such fact or the value is none of it. */
const valueFor = (name: string, value: boolean | string): boolean | string | null => {
  const definition: FactDefinition | undefined = Object.hasOwn(RULE_FACTS, name) ? RULE_FACTS[name] : undefined;
  const read = definition === undefined ? undefined : readFact(name, definition, value);
  return read?.ok ? read.value : null;
};

export const follows = answer(contract.follows, async (tx, q, ctx) => {
  const value = valueFor(q.fact, q.value);
  if (value === null) {
    return {
      code: 'fact_value',
      zh: `“${q.fact}”不在情况表里，或者没有这个值，请从列表里选`,
      en: `${q.fact} is not in the list of facts, or can’t have this value. Choose from the list.`,
    };
  }
  let resident: Id | undefined;
  let area: string | null = null;
  if (q.resident !== undefined) {
    const main = await lookAt(tx, { ...q, id: q.resident }, 'discovery.follows', ctx);
    if ('code' in main) return main;
    resident = main.id;
    area = main.area;
  }
  const [{ policies }, found] = await Promise.all([policiesInForce(tx, ctx.actor.district, ctx.today), membersFor(tx, resident, ctx)]);
  if (found === null) return common.notFound;
  const { members, self } = found;
  const supposed = members.map((member, i) => (i === self ? { ...member, told: new Map(member.told).set(q.fact, value) } : member));
  const changes = policies
    .filter((policy) => area === null || appliesTo(policy, area))
    .map((policy) => ({
      policy: policyLineOf(policy),
      now: verdictOf(policy, members, self, ctx.today),
      after: verdictOf(policy, supposed, self, ctx.today),
    }));
  return {
    turns: changes.filter((c) => c.after.verdict === 'yes' && c.now.verdict !== 'yes').map(({ policy }) => policy),
    nearer: changes
      .filter((c) => c.after.verdict === 'unknown' && (c.now.verdict === 'no' || c.after.missing.length < c.now.missing.length))
      .map((c) => ({ policy: c.policy, missing: [...c.after.missing] })),
    lost: changes.filter((c) => c.now.verdict === 'yes' && c.after.verdict === 'no').map(({ policy }) => policy),
    hint: HINT,
  };
});

const MOST_ITEMS = 20;
type FrequentRow = { group: (typeof contract.GROUPS)[number]; code: string; cases: number; body: ItemVersion };
/** A case counts in each group that its person belonged to as they stand today; age on the day of the case. */
const FREQUENT_SQL = `with opened as (
    select c.item_code, c.resident, c.opened_at, r.birth, r.green_why,
      exists (select 1 from residents_v_fact f where f.district = c.district and f.resident = c.resident and f.name = '残疾' and f.value = 'true'::jsonb) as disabled,
      exists (select 1 from residents_v_fact f where f.district = c.district and f.resident = c.resident and f.name in ('低保','低保边缘','特困') and f.value = 'true'::jsonb) as poor,
      exists (select 1 from residents_v_fact f where f.district = c.district and f.resident = c.resident and f.name = '独居' and f.value = 'true'::jsonb) as alone
    from cases_v_case c join residents_v_person r on r.district = c.district and r.id = c.resident
    where c.district = $1 and c.opened_at >= $2 and c.opened_at < $3 and c.area >= $4 and c.area < $5),
  counted as (
    select g.name as "group", o.item_code as code, count(*)::int as cases,
      row_number() over (partition by g.name order by count(*) desc, o.item_code) as place
    from opened o cross join lateral (values
      ('aged_80', o.birth <= o.opened_at::date - interval '80 years'), ('aged_60', o.birth <= o.opened_at::date - interval '60 years'),
      ('disabled', o.disabled), ('low_income', o.poor), ('alone', o.alone)) as g (name, holds)
    where g.holds group by g.name, o.item_code)
  select k."group", k.code, k.cases, v.body from counted k
  cross join lateral (select v.body from catalogue_v_version v where v.district = $1 and v.code = k.code order by v.version desc limit 1) v
  where k.place <= ${MOST_ITEMS} order by k.place`;

export const frequent = answer(contract.frequent, async (tx, q, { actor }) => {
  const { from, to } = q.under === undefined ? { from: '', to: '~' } : rangeOf(q.under);
  const rows = await tx.rows<FrequentRow>(FREQUENT_SQL, [actor.district, startOf(q.from), startOf(addDays(q.to, 1)), from, to]);
  return {
    groups: contract.GROUPS.map((group) => ({
      group,
      name: contract.GROUP_NAMES[group],
      items: rows
        .filter((row) => row.group === group)
        .map(({ code, cases, body: { name, labels } }) => ({
          code,
          name,
          cases,
          labels: [...labels],
          online: labels.includes('one_net'),
          noMeeting: labels.includes('no_meeting'),
        })),
    })),
  };
});
