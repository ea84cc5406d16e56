import { cell } from '../../platform/crypto/index.ts';
import { type EventMeta, type Projections, sql } from '../../platform/executor/types.ts';
import type { SealedTable } from '../../platform/rotation/sealed.ts';

const sealed = (m: EventMeta, column: string, id: string, value: unknown): Buffer | null =>
  value === null || value === undefined
    ? null
    : m.services.keys.seal(typeof value === 'string' ? value : JSON.stringify(value), cell('asks_ask', column, m.district, id));

const phoneHash = (m: EventMeta, phone: string | null | undefined): string | null =>
  phone ? m.services.keys.lookup(phone, 'phone', m.district) : null;

const SEALED = ['caller_sealed', 'phone_sealed', 'about_sealed', 'words_sealed', 'visit_sealed'] as const;

/** What asks keeps encrypted. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'asks_ask',
    values: SEALED.map((column) => ({
      column,
      place: ({ district, id }) => cell('asks_ask', column, district, id),
      ...(column === 'phone_sealed' ? { hash: { column: 'phone_hash', kind: 'phone' as const } } : {}),
    })),
  },
];

/** The rows that asks' events make. */
export const projections: Projections = {
  'asks.recorded': (e, m) => [
    sql(
      `insert into asks_ask (district, id, area, site, channel, plea, green, resident, caller_sealed, phone_sealed, phone_hash, about_sealed, words_sealed, visit_sealed,
         home_service, state, contact_clock, triage_task, contact_task, received_by, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'open', $16, $17, $18, $19, $20)`,
      m.district,
      e.streamId,
      e.area,
      e.data.site,
      e.data.channel,
      e.data.plea,
      e.data.green,
      e.data.resident,
      sealed(m, 'caller_sealed', e.streamId, { name: e.detail.caller.name, relation: e.detail.caller.relation }),
      sealed(m, 'phone_sealed', e.streamId, e.detail.caller.phone),
      phoneHash(m, e.detail.caller.phone),
      sealed(m, 'about_sealed', e.streamId, e.detail.about),
      sealed(m, 'words_sealed', e.streamId, e.detail.words),
      sealed(m, 'visit_sealed', e.streamId, e.detail.visitToday),
      e.data.homeService,
      e.data.contactClock,
      e.data.triageTask,
      e.data.contactTask,
      m.actor.post,
      m.happenedAt,
    ),
  ],
  'asks.identified': (e, m) => [
    sql(
      'update asks_ask set resident = $3, green = $4 where district = $1 and id = $2',
      m.district,
      e.streamId,
      e.data.resident,
      e.data.green,
    ),
  ],
  'asks.contacted': (e, m) =>
    e.data.reached
      ? [
          sql(
            'update asks_ask set contacted_at = coalesce(contacted_at, $3) where district = $1 and id = $2',
            m.district,
            e.streamId,
            m.happenedAt,
          ),
        ]
      : [],
  'asks.triaged': (e, m) => [
    sql(`update asks_ask set state = 'triaged', kind = $3 where district = $1 and id = $2`, m.district, e.streamId, e.data.kind),
  ],
  'asks.answered': (e, m) => [
    sql(`update asks_ask set state = 'answered', answered_at = $3 where district = $1 and id = $2`, m.district, e.streamId, m.happenedAt),
  ],
  'asks.handed_over': (e, m) => [
    sql(
      `update asks_ask set state = 'handed_over', answered_at = $3 where district = $1 and id = $2`,
      m.district,
      e.streamId,
      m.happenedAt,
    ),
  ],
  'asks.joined': (e, m) => [
    sql(
      `update asks_ask set state = 'joined', joined_into = $3, carried = $4 where district = $1 and id = $2`,
      m.district,
      e.streamId,
      e.data.into,
      JSON.stringify(e.data.carried),
    ),
  ],
  'asks.took_in': (e, m) => [
    sql(
      `update asks_ask set green = $3, resident = coalesce(resident, $4), contact_clock = coalesce($5, contact_clock), home_service = home_service or $5 is not null
       where district = $1 and id = $2`,
      m.district,
      e.streamId,
      e.data.green,
      e.data.resident,
      e.data.contactClock,
    ),
  ],
  'asks.unjoined': (e, m) => [
    sql(
      `update asks_ask set state = 'open', joined_into = null, carried = null, contact_clock = coalesce($3, contact_clock) where district = $1 and id = $2`,
      m.district,
      e.streamId,
      e.data.contactClock,
    ),
  ],
  // Said on the other's ledger; its own row keeps what it learnt (who it is about, the green channel).
  'asks.gave_back': () => [],
  'asks.corrected': (e, m) => [
    ...(e.detail.words === undefined
      ? []
      : [
          sql(
            'update asks_ask set words_sealed = $3 where district = $1 and id = $2',
            m.district,
            e.streamId,
            sealed(m, 'words_sealed', e.streamId, e.detail.words),
          ),
        ]),
    ...(e.detail.caller === undefined
      ? []
      : [
          sql(
            'update asks_ask set caller_sealed = $3, phone_sealed = $4, phone_hash = $5 where district = $1 and id = $2',
            m.district,
            e.streamId,
            sealed(m, 'caller_sealed', e.streamId, { name: e.detail.caller.name, relation: e.detail.caller.relation }),
            sealed(m, 'phone_sealed', e.streamId, e.detail.caller.phone),
            phoneHash(m, e.detail.caller.phone),
          ),
        ]),
  ],
  'asks.became_case': (e, m) => [
    sql(`update asks_ask set state = 'triaged', kind = 'case' where district = $1 and id = $2`, m.district, e.streamId),
    sql(
      'insert into asks_case (district, ask, case_id, area, at) values ($1, $2, $3, $4, $5)',
      m.district,
      e.streamId,
      e.data.case,
      e.area,
      m.happenedAt,
    ),
  ],
};
