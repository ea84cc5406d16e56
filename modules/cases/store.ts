import { cell } from '../../platform/crypto/index.ts';
import { type EventMeta, type Projections, type Statement, sql } from '../../platform/executor/types.ts';
import type { SealedTable } from '../../platform/rotation/sealed.ts';

/** The rows that events of cases make. The only SQL that writes its tables. */

// biome-ignore lint/suspicious/noExplicitAny: the event as stored; `domain/` builds it
type Stored = any;

export const publicCodeCell = (district: string, id: string) => cell('cases_case', 'public_code', district, id);

/** What cases keeps encrypted. */
export const sealed: readonly SealedTable[] = [
  {
    table: 'cases_case',
    values: [
      {
        column: 'public_code',
        place: ({ district, id }) => publicCodeCell(district, id),
        hash: { column: 'public_code_hash', kind: 'code' },
      },
    ],
  },
];

/** Somebody looked at a person's case. */
export const lookStatement = (
  actor: { readonly district: string; readonly person: string; readonly post: string },
  look: { readonly subject: string; readonly area: string; readonly what: string; readonly reason: string },
): Statement =>
  sql(
    'insert into platform_look (district, subject, area, actor, post, what, reason) values ($1, $2, $3, $4, $5, $6, $7)',
    actor.district,
    look.subject,
    look.area,
    actor.person,
    actor.post,
    look.what,
    look.reason,
  );

const STAGE_VALUES = `$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14`;
const STAGE_COLUMNS = 'district, case_id, entry, area, move, stage, state, turn, from_stage, from_state, from_turn, at, post, site';
/** The case moves and the move is kept, in one statement. */
const MOVE_SQL = `with moved as (
    update cases_case set stage = $6, state = $7, turn = $8, closed_at = case when $15 then $12::timestamptz end,
      department = coalesce($16, department), accepted_on = coalesce($17, accepted_on) where district = $1 and id = $2)
  insert into cases_stage (${STAGE_COLUMNS}) values (${STAGE_VALUES})`;

const CLOSED = new Set(['delivered', 'refused_acceptance', 'acceptance_revoked', 'withdrawn']);

const stageParams = (e: Stored, m: EventMeta): unknown[] => [
  m.district,
  e.streamId,
  m.entry,
  e.area,
  e.type.slice('cases.'.length),
  e.data.to.stage,
  e.data.to.state,
  e.data.to.turn,
  e.data.from?.stage ?? null,
  e.data.from?.state ?? null,
  e.data.from?.turn ?? null,
  m.happenedAt,
  m.actor.post,
  m.actor.site,
];

const move = (e: Stored, m: EventMeta): Statement =>
  sql(MOVE_SQL, ...stageParams(e, m), CLOSED.has(e.data.to.state), e.data.department ?? null, e.data.on ?? null);

const OPEN_SQL = `with made as (
    insert into cases_case (district, id, area, short_code, public_code_hash, public_code, ask, item_code, version, resident, channel, receiving_site, received_by,
      stage, state, turn, green, answers, opened_at)
    values ($1, $2, $4, $15, $16, $17, $18, $19, $20, $21, $22, $23, $13, $6, $7, $8, $24, $25, $12))
  insert into cases_stage (${STAGE_COLUMNS}) values (${STAGE_VALUES})`;

const turn = (e: Stored, m: EventMeta): Statement[] =>
  e.data.turn === null ? [] : [sql('update cases_case set turn = $3 where district = $1 and id = $2', m.district, e.streamId, e.data.turn)];

export const projections: Projections = {
  'cases.opened': (e, m) => [
    sql(
      OPEN_SQL,
      ...stageParams(e, m),
      e.data.shortCode,
      m.services.keys.lookup(e.detail.publicCode, 'code', m.district),
      m.services.keys.seal(e.detail.publicCode, publicCodeCell(m.district, e.streamId)),
      e.data.ask,
      e.data.item,
      e.data.version,
      e.data.resident,
      e.data.channel,
      e.data.site,
      e.data.green,
      JSON.stringify(e.detail.answers),
    ),
  ],
  'cases.answered': (e, m) => [
    sql('update cases_case set answers = $3 where district = $1 and id = $2', m.district, e.streamId, JSON.stringify(e.detail.answers)),
  ],
  'cases.notice_given': (e, m) => [
    ...(e.data.to === undefined ? [] : [move(e, m)]),
    sql(
      'insert into cases_notice (district, entry, case_id, area, n, keys, because, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      m.district,
      m.entry,
      e.streamId,
      e.area,
      e.data.n,
      e.data.keys,
      e.data.because,
      m.happenedAt,
    ),
  ],
  'cases.accepted': (e, m) => [
    move(e, m),
    ...e.data.promises.map((promise: Stored) =>
      sql(
        `insert into cases_promise (district, case_id, area, material_key, due, clock, task) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (district, case_id, material_key) do update set due = excluded.due, clock = excluded.clock, task = excluded.task, cured_at = null`,
        m.district,
        e.streamId,
        e.area,
        promise.key,
        promise.due,
        promise.clock,
        promise.task,
      ),
    ),
  ],
  'cases.acceptance_refused': (e, m) => [move(e, m)],
  'cases.acceptance_revoked': (e, m) => [move(e, m)],
  'cases.withdrawn': (e, m) => [move(e, m)],
  'cases.sent_to_department': (e, m) => [move(e, m)],
  'cases.correction_requested': (e, m) => [move(e, m)],
  'cases.correction_received': (e, m) => [move(e, m)],
  'cases.promise_cured': (e, m) => [
    sql(
      'update cases_promise set cured_at = $4 where district = $1 and case_id = $2 and material_key = $3',
      m.district,
      e.streamId,
      e.data.key,
      m.happenedAt,
    ),
  ],
  'cases.decided': (e, m) => [
    move(e, m),
    sql(
      `insert into cases_decision (district, id, case_id, area, department, outcome, decided_by, at, entry) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      m.district,
      e.data.decision,
      e.streamId,
      e.area,
      e.data.department,
      e.data.outcome,
      m.actor.post,
      m.happenedAt,
      m.entry,
    ),
  ],
  'cases.decision_revoked': (e, m) => [
    move(e, m),
    sql(
      'update cases_decision set revoked_at = $3, revoked_entry = $4 where district = $1 and id = $2',
      m.district,
      e.data.decision,
      m.happenedAt,
      m.entry,
    ),
  ],
  'cases.result_made': (e, m) => [
    move(e, m),
    sql(
      `insert into cases_result (district, case_id, area, kind, made_at, made_by, to_site, parcel, document) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (district, case_id) do update set kind = excluded.kind, made_at = excluded.made_at, made_by = excluded.made_by, to_site = excluded.to_site,
         parcel = excluded.parcel, document = excluded.document, delivered_at = null, delivered_how = null, delivered_to = null, delivered_by = null, delivered_entry = null`,
      m.district,
      e.streamId,
      e.area,
      e.data.kind,
      m.happenedAt,
      m.actor.post,
      e.data.site,
      e.data.parcel,
      e.data.document,
    ),
  ],
  'cases.delivered': (e, m) => [
    move(e, m),
    sql(
      'update cases_result set delivered_at = $3, delivered_how = $4, delivered_to = $5, delivered_by = $6, delivered_entry = $7 where district = $1 and case_id = $2',
      m.district,
      e.streamId,
      m.happenedAt,
      e.data.how,
      e.data.to_whom,
      m.actor.post,
      m.entry,
    ),
  ],
  'cases.wait_started': (e, m) => [
    sql(
      `insert into cases_wait (district, id, case_id, area, wait_key, whose, clock, task, state, since) values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9)`,
      m.district,
      e.data.wait,
      e.streamId,
      e.area,
      e.data.key,
      e.data.whose,
      e.data.clock,
      e.data.task,
      e.data.since,
    ),
    ...turn(e, m),
  ],
  'cases.wait_ended': (e, m) => [
    sql(
      'update cases_wait set state = $3, ended_at = $4 where district = $1 and id = $2',
      m.district,
      e.data.wait,
      e.data.outcome,
      m.happenedAt,
    ),
    ...turn(e, m),
  ],
  'cases.turn_passed': turn,
  'cases.trip_made': (e, m) => [
    sql(
      'insert into cases_trip (district, entry, case_id, area, place, at) values ($1, $2, $3, $4, $5, $6)',
      m.district,
      m.entry,
      e.streamId,
      e.area,
      e.data.place,
      m.happenedAt,
    ),
  ],
  'cases.entry_corrected': corrected,
  'cases.detail_erased': (e, m) => [sql('select ledger_erase($1, $2, $3)', m.district, e.data.entry, m.commandId)],
};

/** What was wrong stays and is struck; the case stands where it stood before. */
function corrected(e: Stored, m: EventMeta): Statement[] {
  const { entry, struck, move: back, undo, acceptedOn } = e.data;
  const named: string[] = struck.length === 0 ? [entry] : struck;
  const statements = [
    sql(
      `insert into cases_correction (district, entry, by_entry, case_id, area, at)
       select $1, x, $3, $4, $5, $6 from unnest($2::uuid[]) x on conflict (district, entry) do nothing`,
      m.district,
      named,
      m.entry,
      e.streamId,
      e.area,
      m.recordedAt,
    ),
    sql(
      'update cases_stage set struck_by = $4 where district = $1 and case_id = $2 and entry = any($3::uuid[])',
      m.district,
      e.streamId,
      struck,
      m.entry,
    ),
    sql(
      'update cases_trip set struck_by = $4 where district = $1 and case_id = $2 and entry = any($3::uuid[])',
      m.district,
      e.streamId,
      struck,
      m.entry,
    ),
  ];
  if (acceptedOn !== null)
    statements.push(sql('update cases_case set accepted_on = $3 where district = $1 and id = $2', m.district, e.streamId, acceptedOn));
  if (back !== null)
    statements.push(
      sql(
        `update cases_case set stage = $3, state = $4, turn = $5, closed_at = null, accepted_on = case when $4 = 'informing' then null else accepted_on end,
           department = case when $4 in ('informing','accepted') then null else department end where district = $1 and id = $2`,
        m.district,
        e.streamId,
        back.stage,
        back.state,
        back.turn,
      ),
    );
  if (undo?.wait !== undefined)
    statements.push(
      sql(
        "update cases_wait set state = $3, ended_at = case when $3 = 'waiting' then null else $4::timestamptz end where district = $1 and id = $2",
        m.district,
        undo.wait,
        undo.state,
        m.recordedAt,
      ),
    );
  if (undo?.promise !== undefined)
    statements.push(
      sql(
        'update cases_promise set cured_at = null where district = $1 and case_id = $2 and material_key = $3',
        m.district,
        e.streamId,
        undo.promise,
      ),
    );
  if (undo?.delivery === true)
    statements.push(
      sql(
        'update cases_result set delivered_at = null, delivered_how = null, delivered_to = null, delivered_by = null, delivered_entry = null where district = $1 and case_id = $2',
        m.district,
        e.streamId,
      ),
    );
  return statements;
}
