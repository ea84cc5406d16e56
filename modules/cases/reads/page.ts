import type { Actor } from '../../../kernel/actor.ts';
import type { Text } from '../../../kernel/result.ts';
import type { Calendar } from '../../../kernel/workdays.ts';
import { common } from '../../../platform/executor/refusals.ts';
import { type AnyReader, answer, type Tx } from '../../../platform/executor/types.ts';
import type { ItemVersion } from '../../catalogue/contract.ts';
import { canAccept, heldBack, missingMaterials } from '../../catalogue/domain.ts';
import { findOffices, getVersion } from '../../catalogue/index.ts';
import type { HolderKind } from '../../custody/contract.ts';
import { sayHolder } from '../../custody/domain.ts';
import { type ClockEvent, clockOn } from '../../work/domain.ts';
import { taskRowsOf } from '../../work/index.ts';
import * as contract from '../contract.ts';
import { sparedBy, statusSentence } from '../domain.ts';
import { lookStatement } from '../store.ts';
import { detailOf, wordsOf } from './details.ts';
import { deliveryOf, factsOf } from './facts.ts';
import { consentsOf } from './load.ts';
import { ROW, ROW_JOINS, type Row, shown } from './rows.ts';

type PageRow = Row & {
  ask: string | null;
  channel: never;
  answers: Record<string, string | number | boolean>;
  received_by: string | null;
  closed_at: string | null;
  seq: number;
  site_phone: string | null;
};

const CASE_SQL = `select ${ROW}, c.ask, c.channel, c.answers, p.name as received_by, c.closed_at, h.seq, s.phone as site_phone from cases_case c ${ROW_JOINS}
  left join network_v_post p on p.district = c.district and p.id = c.received_by
  join stream_head h on h.district = c.district and h.stream_id = c.id
  where c.district = $1 and c.id = $2`;
const STAGES_SQL = `select s.entry, s.move, s.stage, s.state, s.at, p.name as by, w.name as site, s.struck_by, d.body from cases_stage s
  left join network_v_post p on p.district = s.district and p.id = s.post
  left join network_v_site w on w.district = s.district and w.id = s.site
  left join ledger_detail d on d.district = s.district and d.entry = s.entry
  join ledger l on l.district = s.district and l.id = s.entry
  where s.district = $1 and s.case_id = $2 order by l.seq`;
const CLOCKS_SQL = 'select id, kind, steps from work_v_clock where district = $1 and subject = $2 order by id';
const GIVEN_SQL = `select id, material_key as key, how, document, parcel, state, reason, given_at as "givenAt" from materials_v_given
  where district = $1 and case_id = $2 order by id`;
const PROMISES_SQL = `select material_key as key, due, cured_at as "curedAt" from cases_promise where district = $1 and case_id = $2 order by material_key`;
const NOTICES_SQL = 'select n, at, keys, because from cases_notice where district = $1 and case_id = $2 order by n';
const ACTED_SQL = `select v.id, v.scope, v.consent, v.task, v.at, p.name as by from materials_v_acted v
  left join network_v_post p on p.district = v.district and p.id = v.acted_by where v.district = $1 and v.case_id = $2 order by v.id`;
const SIGNATURES_SQL = `select id, signer, relation, place, signed_at as at, witness, document, consent from materials_v_proxy_signature
  where district = $1 and case_id = $2 order by id`;
const PARCELS_SQL = `select id, code, kind, contents, state, deliver_on as "deliverOn", deliver_by as "deliverBy" from custody_v_parcel
  where district = $1 and case_id = $2 order by id`;
/** A relative is not the person, and a carrier is whoever sails that day: they are called by what they are. */
const LINE_SQL = `select v.parcel, v.n, v.giver_kind as "giverKind", coalesce(gp.name, gs.name, gd.name, gr.name) as giver,
    v.taker_kind as "takerKind", coalesce(tp.name, ts.name, td.name, tr.name) as taker, v.place, v.at, v.struck
  from custody_v_line v
  left join network_v_post gp on gp.district = v.district and v.giver_kind = 'post' and gp.id::text = v.giver
  left join network_v_site gs on gs.district = v.district and v.giver_kind = 'site' and gs.id::text = v.giver
  left join custody_v_box gd on gd.district = v.district and v.giver_kind = 'box' and gd.id::text = v.giver
  left join residents_v_person gr on gr.district = v.district and v.giver_kind = 'resident' and gr.id::text = v.giver
  left join network_v_post tp on tp.district = v.district and v.taker_kind = 'post' and tp.id::text = v.taker
  left join network_v_site ts on ts.district = v.district and v.taker_kind = 'site' and ts.id::text = v.taker
  left join custody_v_box td on td.district = v.district and v.taker_kind = 'box' and td.id::text = v.taker
  left join residents_v_person tr on tr.district = v.district and v.taker_kind = 'resident' and tr.id::text = v.taker
  where v.district = $1 and v.case_id = $2 order by v.parcel, v.n`;
const DECISIONS_SQL = `select x.id, x.department, x.outcome, x.at, p.name as by, x.entry, d.body, x.revoked_at as "revokedAt", x.revoked_entry, rd.body as revoked_body
  from cases_decision x left join network_v_post p on p.district = x.district and p.id = x.decided_by
  left join ledger_detail d on d.district = x.district and d.entry = x.entry
  left join ledger_detail rd on rd.district = x.district and rd.entry = x.revoked_entry
  where x.district = $1 and x.case_id = $2 order by x.at`;
const WAITS_SQL = `select w.id, w.wait_key as key, w.whose, w.state, w.since, k.due, w.ended_at as "endedAt" from cases_wait w
  left join work_v_clock k on k.district = w.district and k.id = w.clock where w.district = $1 and w.case_id = $2 order by w.since, w.id`;
const RESULT_SQL = `select kind, made_at as "madeAt", parcel, document, delivered_at as "deliveredAt", delivered_how as how, delivered_to as "to"
  from cases_result where district = $1 and case_id = $2`;
const TRIPS_SQL = `select entry, place, at, struck_by is not null as struck from cases_trip where district = $1 and case_id = $2 order by at, entry`;

type Shown = ReturnType<typeof contract.page.answer.parse>;

const clockShown = ({ id, steps }: { id: string; steps: readonly ClockEvent[] }, today: string, calendar: Calendar): Shown['clocks'] => {
  const clock = clockOn(today, steps, calendar);
  if (clock === null) return [];
  return [
    {
      id,
      kind: clock.kind,
      state: clock.state,
      level: clock.level,
      started: clock.started,
      due: clock.due,
      allowed: clock.allowed,
      used: clock.used,
      unit: clock.unit,
      remainingWorkdays: clock.remainingWorkdays,
      pausedFor: clock.pausedFor,
      extensions: clock.extensions.map(({ day, by, reason }) => ({ day, by, reason })),
      derivation: clock.derivation.map((row) => ({ ...row })),
    },
  ];
};

/** A paper's name, its own or that of an alternative. */
const nameOf = (version: ItemVersion, key: string): Text => {
  for (const material of version.materials) {
    if (material.key === key) return material.name;
    const other = material.alternatives.find((one) => one.key === key);
    if (other !== undefined) return other.name;
  }
  return { zh: key, en: key };
};

/** Errands as the route lists them, then what else is to do. */
const inRouteOrder = <T extends { readonly routeKey: string | null }>(version: ItemVersion, tasks: readonly T[]): T[] => {
  const place = new Map(version.route.map(({ key }, i) => [key, i]));
  const at = ({ routeKey }: T): number => (routeKey === null ? place.size : (place.get(routeKey) ?? place.size));
  return [...tasks].sort((a, b) => at(a) - at(b));
};

type LineRow = Omit<Shown['parcels'][number]['line'][number], 'giver' | 'taker'> & {
  readonly parcel: string;
  readonly giverKind: HolderKind | null;
  readonly giver: string | null;
  readonly takerKind: HolderKind;
  readonly taker: string | null;
};
type GivenRow = Omit<Shown['materials']['given'][number], 'name'>;

const materialsShown = (
  version: ItemVersion,
  answers: Row & { answers: Shown['case']['answers'] },
  given: GivenRow[],
  promised: { key: string; due: string | null; curedAt: string | null }[],
): Shown['materials'] => {
  const papers = given
    .filter(({ state }) => state !== 'withdrawn')
    .map(({ key, state }) => ({
      key,
      verdict: state === 'given' ? ('unchecked' as const) : (state as 'accepted' | 'unreadable' | 'wrong'),
    }));
  const notice = missingMaterials(version, papers, answers.answers);
  return {
    given: given.map((one) => ({ ...one, name: nameOf(version, one.key) })),
    missing: notice.missing.map(({ material, why }) => ({ key: material.key, name: material.name, why })),
    ask: [...new Set(notice.unclear.flatMap(({ ask }) => ask.map(({ key }) => key)))],
    ours: notice.ours.map(({ key, name }) => ({ key, name })),
    promised: promised.map((one) => ({ ...one, name: nameOf(version, one.key) })),
    acceptance: canAccept(version, papers, answers.answers).kind,
  };
};

const record = (tx: Tx, actor: Actor, row: PageRow) => {
  const look = lookStatement(actor, { subject: row.resident, area: row.area, what: 'case', reason: `办件 ${row.short_code}` });
  return tx.rows(look.sql, look.params);
};

/** Everything about a case on one page, in one round trip and a second for the look. */
export const pageReader: AnyReader = answer(contract.page, async (tx, { id }, { actor, today, calendar, services }) => {
  const { district } = actor;
  const at = [district, id];
  const [
    row,
    stages,
    clocks,
    given,
    promised,
    notices,
    tasks,
    consents,
    acted,
    signatures,
    parcels,
    line,
    decisions,
    waits,
    result,
    trips,
  ] = await Promise.all([
    tx.row<PageRow>(CASE_SQL, at),
    tx.rows<Omit<Shown['stages'][number], 'words' | 'struck'> & { struck_by: string | null; body: Buffer | null }>(STAGES_SQL, at),
    tx.rows<{ id: string; steps: ClockEvent[] }>(CLOCKS_SQL, at),
    tx.rows<GivenRow>(GIVEN_SQL, at),
    tx.rows<{ key: string; due: string | null; curedAt: string | null }>(PROMISES_SQL, at),
    tx.rows<Shown['notices'][number]>(NOTICES_SQL, at),
    taskRowsOf(tx, district, id, today),
    consentsOf(tx, district, id),
    tx.rows<Shown['acted'][number]>(ACTED_SQL, at),
    tx.rows<Shown['signatures'][number]>(SIGNATURES_SQL, at),
    tx.rows<Omit<Shown['parcels'][number], 'line'> & { deliverOn: string | null; deliverBy: string | null }>(PARCELS_SQL, at),
    tx.rows<LineRow>(LINE_SQL, at),
    tx.rows<
      Omit<Shown['decisions'][number], 'reason' | 'remedies' | 'revokedWhy'> & {
        entry: string;
        body: Buffer | null;
        revoked_entry: string;
        revoked_body: Buffer | null;
      }
    >(DECISIONS_SQL, at),
    tx.rows<Omit<Shown['waits'][number], 'name'>>(WAITS_SQL, at),
    tx.row<NonNullable<Shown['result']>>(RESULT_SQL, at),
    tx.rows<Shown['trips']['made'][number]>(TRIPS_SQL, at),
  ]);
  if (row === undefined) return common.notFound;
  const [version, delivery, { site, offices }] = await Promise.all([
    getVersion(tx, district, row.item_code, row.version),
    deliveryOf(tx, district, id),
    findOffices(tx, district, row.state === 'informing' ? actor.site : null),
    record(tx, actor, row),
  ]);
  const words = (entry: string, body: Buffer | null) => wordsOf(detailOf(services.keys, district, entry, body));
  const held = heldBack(version, site, offices);
  const materials = materialsShown(version, row, given, promised);
  const waitsShown = waits.map((wait) => ({
    ...wait,
    name: version.waits.find(({ key }) => key === wait.key)?.name ?? { zh: wait.key, en: wait.key },
  }));
  return {
    seq: row.seq,
    case: {
      ...shown(row, version, today),
      ask: row.ask,
      channel: row.channel,
      answers: row.answers,
      receivedBy: row.received_by,
      closedAt: row.closed_at,
    },
    item: version,
    stages: stages.map(({ struck_by, body, ...stage }) => ({ ...stage, words: words(stage.entry, body), struck: struck_by !== null })),
    clocks: clocks.flatMap((clock) => clockShown(clock, today, calendar)),
    materials,
    acceptedElsewhere: held && { zh: held.zh, en: held.en },
    notices,
    tasks: inRouteOrder(version, tasks),
    consents: [...consents],
    acted,
    signatures,
    parcels: parcels.map(({ deliverOn, deliverBy, ...parcel }) => ({
      ...parcel,
      line: line
        .filter((stop) => stop.parcel === parcel.id)
        .map(({ parcel: _, giverKind, takerKind, ...stop }) => ({
          ...stop,
          giver: giverKind === null ? null : sayHolder(giverKind, stop.giver),
          taker: sayHolder(takerKind, stop.taker),
        })),
    })),
    decisions: decisions.map(({ entry, body, revoked_entry, revoked_body, ...decision }) => {
      const said = words(entry, body);
      return {
        ...decision,
        reason: said.reason ?? null,
        remedies: said.remedies ?? null,
        revokedWhy: revoked_body === null ? null : (words(revoked_entry, revoked_body).reason ?? null),
      };
    }),
    waits: waitsShown,
    result: result ?? null,
    trips: {
      made: trips,
      ...sparedBy(
        version,
        trips.filter(({ struck }) => !struck).map(({ place }) => place),
      ),
    },
    status: statusSentence(factsOf(row, version, { materials, waits: waitsShown, delivery }), today),
  };
});
