import { cell } from '../../platform/crypto/index.ts';
import { type EventMeta, type Projections, sql } from '../../platform/executor/types.ts';
import type { SealedRow, SealedTable } from '../../platform/rotation/sealed.ts';

const sealed = (m: EventMeta, table: string, id: string, words: string | undefined): Buffer | null =>
  words === undefined ? null : m.services.keys.seal(words, cell(table, 'words', m.district, id));

const lookCode = (district: string, id: string) => cell('public_code', 'code_sealed', district, id);

/** What evaluation keeps encrypted. */
export const sealedTables: readonly SealedTable[] = [
  ...['evaluation_rating', 'evaluation_callback'].map((table) => ({
    table,
    values: [{ column: 'words', place: ({ district, id }: SealedRow) => cell(table, 'words', district, id) }],
  })),
  {
    table: 'public_code',
    values: [{ column: 'code_sealed', place: ({ district, id }) => lookCode(district, id), hash: { column: 'code_hash', kind: 'code' } }],
  },
];

// biome-ignore lint/suspicious/noExplicitAny: the events as stored; `domain/callback.ts` builds them
const entry = (e: any, m: EventMeta) => [
  sql(
    `insert into evaluation_callback (district, id, area, case_id, rating, kind, reached, mended, satisfied, ground, words, by_post, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    m.district,
    e.data.id,
    e.data.caseArea,
    e.data.case,
    e.data.rating,
    e.data.kind,
    e.data.reached ?? null,
    e.data.mended ?? null,
    e.data.satisfied ?? null,
    e.data.ground ?? null,
    sealed(m, 'evaluation_callback', e.data.id, e.detail.words),
    m.actor.post,
    m.happenedAt,
  ),
];

/** The rows that evaluation's events make. Only inserts: nothing about a rating is ever changed. */
export const projections: Projections = {
  'evaluation.rated': (e, m) => [
    sql(
      `insert into evaluation_rating (district, id, area, case_id, resident, grade, means, document, words, noted_by, noted_by_rated, contact_clock, mend_clock, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      m.district,
      e.data.id,
      e.area,
      e.data.case,
      e.data.resident,
      e.data.grade,
      e.data.means,
      e.data.document,
      sealed(m, 'evaluation_rating', e.data.id, e.detail?.words),
      m.actor.post,
      e.data.notedByRated,
      e.data.contactClock,
      e.data.mendClock,
      m.happenedAt,
    ),
  ],
  'evaluation.called_back': entry,
  'evaluation.appealed': entry,
  'evaluation.settled': entry,
  'evaluation.look_code_given': (e, m) => [
    sql(
      `insert into public_code (district, id, area, purpose, subject, code_hash, code_sealed, given_by, given_at, valid_until)
       values ($1, $2, $3, 'looks', $4, $5, $6, $7, $8, $9)`,
      m.district,
      e.data.id,
      e.area,
      e.data.resident,
      m.services.keys.lookup(e.detail.code, 'code', m.district),
      m.services.keys.seal(e.detail.code, lookCode(m.district, e.data.id)),
      m.actor.post,
      m.happenedAt,
      e.data.until,
    ),
  ],
};
