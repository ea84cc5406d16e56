import type { Actor, Role } from '../../../kernel/actor.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Day, Instant } from '../../../kernel/time.ts';
import { common } from '../../../platform/executor/refusals.ts';
import { type AnyReader, answer, type Tx } from '../../../platform/executor/types.ts';
import { RULE_FACTS } from '../../residents/contract.ts';
import * as contract from '../contract.ts';
import { versionInForce } from '../domain/policy.ts';
import { checkRule, factsRead, type RuleTexts, resultsOf, sayRule } from '../domain/rule.ts';
import { ruleFactOf } from './facts.ts';
import { digestOf } from './versions.ts';

/** Who sees what is not published yet: those who write, check and watch over it. */
const SEES_DRAFTS: readonly Role[] = ['policy_author', 'policy_publisher', 'auditor', 'system'];
const seesDrafts = ({ role }: Actor): boolean => SEES_DRAFTS.includes(role);

const NOBODY: contract.Funnel = { yes: 0, unknown: 0, toTell: 0, told: 0, applied: 0, done: 0 };

const funnelsOf = async (tx: Tx, policies: readonly Id[]): Promise<(policy: Id) => contract.Funnel> => {
  const rows = await tx.rows<Record<keyof contract.Funnel, string> & { policy: Id }>(
    'select policy, yes, unknown, to_tell as "toTell", told, applied, done from discovery_funnel($1::uuid[])',
    [policies],
  );
  const found = new Map(
    rows.map(({ policy, ...counts }) => [
      policy,
      Object.fromEntries(Object.entries(counts).map(([k, n]) => [k, Number(n)])) as contract.Funnel,
    ]),
  );
  return (policy) => found.get(policy) ?? NOBODY;
};

/** Everything that a text says and does. @param on day on which the examples are judged */
const reportOf = (texts: RuleTexts, examples: readonly contract.PolicyExample[], on: Day): contract.RuleReport => {
  const checked = checkRule(texts);
  if (!checked.ok) return { problem: checked.problem, readBack: null, subRules: [], facts: [], examples: [] };
  return {
    problem: null,
    readBack: sayRule(checked.rule),
    subRules: [...checked.subRules],
    facts: factsRead(checked.rule).map((name) => ruleFactOf(name, RULE_FACTS[name]!)),
    examples: [...resultsOf(checked.rule, examples, on)],
  };
};

type Head = {
  readonly id: Id;
  readonly number: number;
  readonly state: contract.PolicyState;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly name: string;
};
const headOf = ({ id, number, state, validFrom, validUntil, name }: Head): Head => ({ id, number, state, validFrom, validUntil, name });

type ListRow = { readonly id: Id; readonly code: string; readonly versions: readonly (Head & { readonly body: contract.PolicyBody })[] };

/** The one in force, else the one that comes next, else the last that was. */
const published = <V extends Head>(versions: readonly V[], today: Day): V | null =>
  versionInForce(versions, today) ??
  versions.filter((v) => v.state === 'published' && v.validFrom > today).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))[0] ??
  versions.findLast((v) => v.state === 'published') ??
  null;
const openOne = <V extends Head>(versions: readonly V[]): V | null =>
  versions.find(({ state }) => state === 'draft' || state === 'submitted') ?? null;

/** Policies of which a version that may be seen fits the filter. `$4`: drafts too; `$5`: state; `$6`: line of work; `$3`: today. */
const LIST_SQL = `select p.id, p.code, (
    select json_agg(json_build_object('id', v.id, 'number', v.version, 'state', v.state, 'validFrom', v.valid_from, 'validUntil', v.valid_until,
      'name', v.name, 'body', v.body) order by v.version)
    from discovery_version v where v.district = p.district and v.policy = p.id and ($4 and v.state <> 'withdrawn' or v.state = 'published')) as versions
  from discovery_policy p
  where p.district = $1 and p.code > $2 and exists (
    select 1 from discovery_version v where v.district = p.district and v.policy = p.id and ($4 and v.state <> 'withdrawn' or v.state = 'published')
      and ($6::text is null or v.body->'benefit'->>'line' = $6)
      and ($5::text is null or $5 = v.state
        or v.state = 'published' and $5 = case when v.valid_from > $3 then 'coming' when v.valid_until < $3 then 'ended' else 'in_force' end))
  order by p.code limit $7`;

const policies = answer(contract.policies, async (tx, q, { actor, today }) => {
  const [rows, lines] = await Promise.all([
    tx.rows<ListRow>(LIST_SQL, [actor.district, q.cursor ?? '', today, seesDrafts(actor), q.state ?? null, q.line ?? null, q.limit + 1]),
    tx.rows<{ line: string }>(
      `select distinct body->'benefit'->>'line' as line from discovery_version where district = $1 and ($2 or state = 'published') order by 1`,
      [actor.district, seesDrafts(actor)],
    ),
  ]);
  const page = rows.slice(0, q.limit);
  const funnelOf = await funnelsOf(
    tx,
    page.map(({ id }) => id),
  );
  return {
    rows: page.map(({ id, code, versions }) => {
      const [out, open] = [published(versions, today), openOne(versions)];
      const { body } = out ?? open ?? versions.at(-1)!;
      return {
        id,
        code,
        name: body.name,
        line: body.benefit.line,
        itemCode: body.benefit.itemCode,
        example: body.example,
        published: out === null ? null : headOf(out),
        open: open === null ? null : headOf(open),
        funnel: funnelOf(id),
      };
    }),
    next: rows.length > q.limit ? page.at(-1)!.code : null,
    lines: lines.map(({ line }) => line),
  };
});

type FullRow = Head & {
  readonly areas: readonly string[];
  readonly body: contract.PolicyBody;
  readonly impact: contract.Impact | null;
  readonly sentBack: string | null;
  readonly writers: readonly Id[];
  readonly writtenBy: string | null;
  readonly writtenAt: Instant;
  readonly publishedBy: string | null;
  readonly publishedAt: Instant | null;
};

const VERSIONS_SQL = `select v.id, v.version as number, v.state, v.valid_from as "validFrom", v.valid_until as "validUntil", v.name, v.areas, v.body, v.impact,
    v.sent_back as "sentBack", v.writers, v.written_at as "writtenAt", v.published_at as "publishedAt",
    (select n.name from network_v_post n where n.district = v.district and n.person = v.written_by limit 1) as "writtenBy",
    (select n.name from network_v_post n where n.district = v.district and n.person = v.published_by limit 1) as "publishedBy"
  from discovery_version v where v.district = $1 and v.policy = $2 and ($3 or v.state = 'published') order by v.version`;

const policy = answer(contract.policy, async (tx, q, { actor, today }) => {
  const { district } = actor;
  const [head, versions, funnelOf] = await Promise.all([
    tx.row<{ code: string; seq: number | null }>(
      `select p.code, h.seq from discovery_policy p left join stream_head h on h.district = p.district and h.stream_id = p.id
       where p.district = $1 and p.id = $2`,
      [district, q.id],
    ),
    tx.rows<FullRow>(VERSIONS_SQL, [district, q.id, seesDrafts(actor)]),
    funnelsOf(tx, [q.id]),
  ]);
  const shown =
    q.version === undefined
      ? (openOne(versions) ?? published(versions, today) ?? versions.at(-1))
      : versions.find(({ id }) => id === q.version);
  if (head === undefined || shown === undefined) return common.notFound;
  const names = new Map(
    (
      await tx.rows<{ path: string; name: string }>('select path, name from network_v_area where district = $1 and path = any ($2)', [
        district,
        shown.areas,
      ])
    ).map(({ path, name }) => [path, name]),
  );
  return {
    id: q.id,
    code: head.code,
    seq: head.seq,
    versions: versions.map((v) => ({
      ...headOf(v),
      writtenBy: v.writtenBy ?? '',
      writtenAt: v.writtenAt,
      publishedBy: v.publishedBy,
      publishedAt: v.publishedAt,
    })),
    version: {
      ...headOf(shown),
      areas: shown.areas.map((path) => ({ path, name: names.get(path) ?? path })),
      body: shown.body,
      report: reportOf(shown.body, shown.body.examples, shown.validFrom),
      impact: shown.impact,
      impactHolds: shown.impact !== null && shown.impact.of === digestOf(shown),
      sentBack: shown.sentBack,
      mine: shown.writers.includes(actor.person),
    },
    funnel: funnelOf(q.id),
  };
});

const check = answer(contract.checkRule, async (_tx, q, { today }) => reportOf(q, q.examples, q.on ?? today));

export const policyReaders: readonly AnyReader[] = [policies, policy, check];
