import type { EventOf } from '../../kernel/contract.ts';
import { dayOf } from '../../kernel/time.ts';
import { cell, type Keys } from '../../platform/crypto/index.ts';
import { type EventMeta, type Projections, type Statement, sql } from '../../platform/executor/types.ts';
import type { SealedTable } from '../../platform/rotation/sealed.ts';
import type { Correction } from './domain/people.ts';
import { nameWords, placeWords } from './domain/words.ts';
import { careProjections, careSealed } from './store/care.ts';

/** Where each sealed value of residents stands; reads open with the same. */
export const places = {
  idNumber: (district: string, resident: string) => cell('residents_resident', 'id_sealed', district, resident),
  phone: (district: string, contact: string) => cell('residents_contact', 'phone_sealed', district, contact),
  former: (district: string, entry: string, what: string) => cell('residents_former', what, district, entry),
  formerReason: (district: string, entry: string) => cell('residents_former', 'reason', district, entry),
  requestWords: (district: string, request: string) => cell('residents_request', 'words', district, request),
  requestAnswer: (district: string, request: string) => cell('residents_request', 'answer', district, request),
};

const phonesOf = (which: string): string => `phone_words = array(
    select distinct '#' || hash from residents_contact c cross join lateral (values (c.phone_hash), (c.phone_tail)) as h(hash)
    where ${which} and c.withdrawn_at is null and hash is not null)`;

/** What residents keeps encrypted, and what a search finds it by. */
export const sealed: readonly SealedTable[] = [
  {
    table: 'residents_resident',
    values: [
      {
        column: 'id_sealed',
        place: ({ district, id }) => places.idNumber(district, id),
        hash: { column: 'id_hash', kind: 'id_number' },
        tail: 'id_tail',
      },
    ],
  },
  {
    table: 'residents_contact',
    values: [
      {
        column: 'phone_sealed',
        place: ({ district, id }) => places.phone(district, id),
        hash: { column: 'phone_hash', kind: 'phone' },
        tail: 'phone_tail',
      },
    ],
    derived: `update residents_resident r set ${phonesOf('c.district = r.district and c.resident = r.id')}
      where (r.district, r.id) in (select c.district, c.resident from residents_contact c
        join unnest($1::text[], $2::uuid[]) as n (district, id) on n.district = c.district and n.id = c.id)`,
  },
  {
    table: 'residents_former',
    also: ['what'],
    values: [
      { column: 'value', place: ({ district, id, what }) => places.former(district, id, what!) },
      { column: 'reason', place: ({ district, id }) => places.formerReason(district, id) },
    ],
  },
  {
    table: 'residents_request',
    values: [
      { column: 'words', place: ({ district, id }) => places.requestWords(district, id) },
      { column: 'answer', place: ({ district, id }) => places.requestAnswer(district, id) },
    ],
  },
  ...careSealed,
];

const REGISTER_SQL = `insert into residents_resident (district, id, area, name, sex, birth, id_sealed, id_hash, id_tail, household, relation, address,
    registered_area, lives_elsewhere, home_since, language, registered_at, name_words, home_words, phone_words, household_words)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    coalesce((select words from residents_household where district = $1 and id = $10), '{}'))`;
const CONTACT_SQL = `insert into residents_contact (district, id, area, resident, kind, name, relation, phone_sealed, phone_hash, phone_tail, place, best_hours, trusted, note)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;
const PHONES_SQL = `update residents_resident set ${phonesOf('c.district = $1 and c.resident = $2')} where district = $1 and id = $2`;
const FACTS_SQL = `insert into residents_fact (district, id, area, resident, name, value, at, valid_until, source, sure, purpose, note, recorded_by, recorded_at)
  select $1, f.id, $2, $3, f.name, f.value, f.at, f."validUntil", f.source, f.sure, f.purpose, f.note, $4, $5
  from jsonb_to_recordset($6::jsonb) as f(id uuid, name text, value jsonb, at date, "validUntil" date, source text, sure text, purpose text, note text)`;
const FORMER_SQL = `insert into residents_former (district, id, area, resident, what, value, reason, until_on, by_post, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;
const LOOK_SQL = 'insert into platform_look (district, subject, area, actor, post, what, reason) values ($1, $2, $3, $4, $5, $6, $7)';

/** The trace of a look at a person's data. Written by reads that declare `records`. */
export const lookStatement = (
  actor: { readonly district: string; readonly person: string; readonly post: string },
  look: { readonly subject: string; readonly area: string; readonly what: string; readonly reason: string },
): Statement => sql(LOOK_SQL, actor.district, look.subject, look.area, actor.person, actor.post, look.what, look.reason);

type Numbered = { readonly sealed: Buffer | null; readonly hash: string | null; readonly tail: string | null };
const idCells = (keys: Keys, district: string, resident: string, number: string | null): Numbered =>
  number === null
    ? { sealed: null, hash: null, tail: null }
    : {
        sealed: keys.seal(number, places.idNumber(district, resident)),
        hash: keys.lookup(number, 'id_number', district),
        tail: keys.lookupTail(number, 'id_number', district),
      };
const phoneCells = (keys: Keys, district: string, contact: string, phone: string | null): Numbered =>
  phone === null
    ? { sealed: null, hash: null, tail: null }
    : {
        sealed: keys.seal(phone, places.phone(district, contact)),
        hash: keys.lookup(phone, 'phone', district),
        tail: keys.lookupTail(phone, 'phone', district),
      };

type StoredContact = {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly relation: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly bestHours: string | null;
  readonly trusted: boolean;
  readonly note: string | null;
};
const insertContact = (e: EventOf, m: EventMeta, c: StoredContact, phone: Numbered): Statement =>
  sql(
    CONTACT_SQL,
    m.district,
    c.id,
    e.area,
    e.streamId,
    c.kind,
    c.name,
    c.relation,
    phone.sealed,
    phone.hash,
    phone.tail,
    c.place,
    c.bestHours,
    c.trusted,
    c.note,
  );

/** Keeps what stood there before, sealed: it may be a name or an ID number. */
const former = (e: EventOf, m: EventMeta, what: string, value: unknown, reason: string): Statement =>
  sql(
    FORMER_SQL,
    m.district,
    m.entry,
    e.area,
    e.streamId,
    what,
    m.services.keys.seal(JSON.stringify(value), places.former(m.district, m.entry, what)),
    m.services.keys.seal(reason, places.formerReason(m.district, m.entry)),
    dayOf(m.recordedAt),
    m.actor.post,
    m.recordedAt,
  );

const homeWords = (d: { readonly address: string | null; readonly livesElsewhere: string | null }): readonly string[] => [
  ...new Set([...placeWords(d.address), ...placeWords(d.livesElsewhere)]),
];

const FORMER_NAMES: Readonly<Record<keyof Correction, string>> = {
  name: 'name',
  idNumber: 'id_number',
  sex: 'sex',
  birth: 'birth',
  reason: 'reason',
};

/** The rows that residents' events make. The only SQL that writes residents' tables. */
export const projections: Projections = {
  ...careProjections,
  'residents.registered': (e, m) => {
    const { keys } = m.services;
    const id = idCells(keys, m.district, e.data.id, e.detail.idNumber);
    const contacts = (e.detail.contacts as StoredContact[]).map((c) => ({ c, phone: phoneCells(keys, m.district, c.id, c.phone) }));
    const phones = contacts.flatMap(({ phone }) => (phone.hash === null ? [] : [`#${phone.hash}`, `#${phone.tail}`]));
    return [
      sql(
        REGISTER_SQL,
        m.district,
        e.data.id,
        e.area,
        e.detail.name,
        e.detail.sex,
        e.detail.birth,
        id.sealed,
        id.hash,
        id.tail,
        e.data.household,
        e.detail.relation,
        e.detail.address,
        e.data.registeredArea,
        e.detail.livesElsewhere,
        e.data.homeSince,
        e.detail.language,
        m.recordedAt,
        nameWords(e.detail.name),
        homeWords(e.detail),
        phones,
      ),
      ...contacts.map(({ c, phone }) => insertContact(e, m, c, phone)),
    ];
  },
  'residents.household_added': (e, m) => [
    sql(
      'insert into residents_household (district, id, area, number, address, words) values ($1, $2, $3, $4, $5, $6)',
      m.district,
      e.data.id,
      e.area,
      e.detail.number,
      e.detail.address,
      placeWords(e.detail.address),
    ),
  ],
  'residents.household_changed': (e, m) => {
    const words = placeWords(e.detail.address);
    return [
      sql(
        'update residents_household set address = $3, words = $4 where district = $1 and id = $2',
        m.district,
        e.data.id,
        e.detail.address,
        words,
      ),
      sql('update residents_resident set household_words = $3 where district = $1 and household = $2', m.district, e.data.id, words),
    ];
  },
  'residents.membership_changed': (e, m) => [
    sql(
      `update residents_resident set household = $3, relation = $4,
         household_words = coalesce((select words from residents_household where district = $1 and id = $3), '{}') where district = $1 and id = $2`,
      m.district,
      e.data.id,
      e.data.household,
      e.detail.relation,
    ),
    former(e, m, 'household', { household: e.data.was, relation: e.detail.wasRelation }, e.detail.reason),
  ],
  'residents.home_changed': (e, m) => [
    sql(
      'update residents_resident set address = $3, lives_elsewhere = $4, home_since = $5, home_words = $6 where district = $1 and id = $2',
      m.district,
      e.data.id,
      e.detail.address,
      e.detail.livesElsewhere,
      e.data.since,
      homeWords(e.detail),
    ),
    former(e, m, 'home', e.detail.was, e.detail.reason),
    ...(e.data.moved
      ? [
          sql(
            `update residents_resident set household = null, relation = null, household_words = '{}' where district = $1 and id = $2`,
            m.district,
            e.data.id,
          ),
          sql('select residents_move_area($1, $2)', e.data.id, e.data.area),
        ]
      : []),
  ],
  'residents.corrected': (e, m) => {
    const { now, was, reason } = e.detail;
    const id = idCells(m.services.keys, m.district, e.data.id, now.idNumber);
    return [
      sql(
        `update residents_resident set name = $3, sex = $4, birth = $5, id_sealed = $6, id_hash = $7, id_tail = $8, name_words = $9
         where district = $1 and id = $2`,
        m.district,
        e.data.id,
        now.name,
        now.sex,
        now.birth,
        id.sealed,
        id.hash,
        id.tail,
        nameWords(now.name),
      ),
      ...(e.data.fields as (keyof Correction)[]).map((field) => former(e, m, FORMER_NAMES[field], was[field], reason)),
    ];
  },
  'residents.contact_added': (e, m) => {
    const phone = phoneCells(m.services.keys, m.district, e.data.id, e.detail.phone);
    const row = insertContact(e, m, { ...e.data, ...e.detail }, phone);
    return phone.hash === null ? [row] : [row, sql(PHONES_SQL, m.district, e.streamId)];
  },
  'residents.contact_withdrawn': (e, m) => [
    sql('update residents_contact set withdrawn_at = $3 where district = $1 and id = $2', m.district, e.data.id, m.recordedAt),
    sql(PHONES_SQL, m.district, e.streamId),
  ],
  'residents.facts_recorded': (e, m) => [
    sql(FACTS_SQL, m.district, e.area, e.streamId, m.actor.post, m.recordedAt, JSON.stringify(e.detail.facts)),
  ],
  'residents.fact_withdrawn': (e, m) => [
    sql(
      'update residents_fact set withdrawn_at = $3, withdrawn_reason = $4 where district = $1 and id = $2',
      m.district,
      e.data.id,
      m.recordedAt,
      e.detail.reason,
    ),
  ],
  'residents.died': (e, m) => [
    sql('update residents_resident set died_on = $3 where district = $1 and id = $2', m.district, e.data.id, e.data.diedOn),
  ],
  'residents.death_withdrawn': (e, m) => [
    sql('update residents_resident set died_on = null where district = $1 and id = $2', m.district, e.data.id),
    former(e, m, 'death', e.data.was, e.detail.reason),
  ],
  'residents.merged_away': (e, m) => [
    sql('update residents_resident set merged_into = $3 where district = $1 and id = $2', m.district, e.data.id, e.data.into),
  ],
  'residents.unmerged_from': (e, m) => [
    sql('update residents_resident set merged_into = null where district = $1 and id = $2', m.district, e.data.id),
  ],
  // The record that stays is not changed by a merge; its entry says that it happened.
  'residents.merged': () => [],
  'residents.unmerged': () => [],
  'residents.data_asked': (e, m) => [
    sql(
      'insert into residents_request (district, id, area, resident, kind, words, asked_on) values ($1, $2, $3, $4, $5, $6, $7)',
      m.district,
      e.data.id,
      e.area,
      e.data.resident,
      e.data.kind,
      m.services.keys.seal(e.detail.words, places.requestWords(m.district, e.data.id)),
      e.data.askedOn,
    ),
  ],
  'residents.data_request_closed': (e, m) => [
    sql(
      'update residents_request set state = $3, answer = $4, closed_by = $5, closed_at = $6 where district = $1 and id = $2',
      m.district,
      e.data.id,
      e.data.outcome,
      m.services.keys.seal(e.detail.answer, places.requestAnswer(m.district, e.data.id)),
      m.actor.post,
      m.recordedAt,
    ),
  ],
};
