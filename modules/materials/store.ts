import { cell } from '../../platform/crypto/index.ts';
import { type Projections, type Statement, sql } from '../../platform/executor/types.ts';
import { type StoredFile, wrapPlace } from '../../platform/files/index.ts';
import type { SealedTable } from '../../platform/rotation/sealed.ts';
import { pouchProjections, releaseSql, sealedPouch } from './store/pouch.ts';

/** The rows that materials' events make, and those of finished uploads. The only SQL that writes materials' tables. */
export const projections: Projections = {
  ...pouchProjections,
  'materials.document_added': (e, m) => [
    sql(
      `insert into materials_document (district, id, area, subject, subject_kind, resident, material_key, file, hash, size, media_type, how, legibility, added_by, added_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      m.district,
      e.data.id,
      e.area,
      e.data.subject.id,
      e.data.subject.kind,
      e.data.subject.kind === 'resident' ? e.data.subject.id : e.data.resident,
      e.data.materialKey,
      e.data.file,
      e.data.hash,
      e.data.size,
      e.data.mediaType,
      e.data.how,
      e.data.hints,
      m.actor.post,
      m.happenedAt,
    ),
  ],
  'materials.document_withdrawn': (e, m) => [
    sql(`update materials_document set state = 'withdrawn' where district = $1 and id = $2`, m.district, e.data.id),
  ],
  'materials.document_erased': (e, m) => [
    sql(`update materials_document set state = 'erased' where district = $1 and id = $2`, m.district, e.data.id),
    sql('select materials_erase_file($1, $2)', m.district, e.data.id),
  ],
  'materials.given': (e, m) => [
    sql(
      `insert into materials_given (district, id, area, case_id, material_key, how, document, parcel, given_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      m.district,
      e.data.id,
      e.area,
      e.data.caseId,
      e.data.materialKey,
      e.data.how,
      e.data.document,
      e.data.parcel,
      m.happenedAt,
    ),
  ],
  'materials.checked': (e, m) => [
    sql(
      'update materials_given set state = $3, reason = $4, checked_by = $5, checked_at = $6 where district = $1 and id = $2',
      m.district,
      e.data.given,
      e.data.verdict,
      e.detail.reason,
      m.actor.post,
      m.happenedAt,
    ),
  ],
  'materials.given_withdrawn': (e, m) => [
    sql(
      `update materials_given set state = 'withdrawn', reason = $3 where district = $1 and id = $2`,
      m.district,
      e.data.given,
      e.detail.reason,
    ),
    releaseSql(m.district, e.data.given, m.happenedAt),
  ],
  'materials.consent_given': (e, m) => [
    sql(
      `insert into materials_consent (district, id, area, resident, case_id, item_code, grantee, kind, document, evidence, given_at, from_at, until_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      m.district,
      e.data.id,
      e.area,
      e.data.resident,
      e.data.caseId,
      e.data.itemCode,
      JSON.stringify(e.detail.grantee),
      e.data.kind,
      e.data.document,
      m.services.keys.seal(JSON.stringify(e.detail.evidence), evidenceCell(m.district, e.data.id)),
      m.happenedAt,
      e.data.from,
      e.data.until,
      m.actor.post,
    ),
    sql(
      'insert into materials_consent_scope (district, consent, resident, scope) select $1, $2, $3, scope from unnest($4::text[]) scope',
      m.district,
      e.data.id,
      e.data.resident,
      e.data.scopes,
    ),
  ],
  'materials.consent_revoked': (e, m) => [
    sql(
      'update materials_consent set revoked_at = $3 where district = $1 and id = $2 and revoked_at is null',
      m.district,
      e.data.id,
      m.happenedAt,
    ),
  ],
  'materials.consent_ended': (e, m) => [
    sql(
      'update materials_consent set ended_at = $3, ended_why = $4 where district = $1 and id = $2 and ended_at is null',
      m.district,
      e.data.id,
      e.data.at,
      e.data.why,
    ),
  ],
  'materials.acted': (e, m) => [
    sql(
      'insert into materials_acted (district, id, area, case_id, resident, scope, consent, task, at, acted_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      m.district,
      e.data.id,
      e.area,
      e.data.caseId,
      e.data.resident,
      e.data.scope,
      e.data.consent,
      e.data.task,
      e.data.at,
      m.actor.post,
    ),
  ],
  'materials.signed_by_proxy': (e, m) => [
    sql(
      `insert into materials_proxy_signature (district, id, area, case_id, resident, consent, signer, relation, place, signed_at, witness, document, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      m.district,
      e.data.id,
      e.area,
      e.data.caseId,
      e.data.resident,
      e.data.consent,
      e.detail.signer,
      e.detail.relation,
      e.detail.place,
      e.data.at,
      e.detail.witness,
      e.data.document,
      m.actor.post,
    ),
  ],
};

export const evidenceCell = (district: string, consent: string) => cell('materials_consent', 'evidence', district, consent);

/** What materials keeps encrypted: each file's own key, the evidence of a consent. */
export const sealed: readonly SealedTable[] = [
  { table: 'materials_file', values: [{ column: 'wrapped_key', place: ({ id }) => wrapPlace(id) }] },
  { table: 'materials_consent', values: [{ column: 'evidence', place: ({ district, id }) => evidenceCell(district, id) }] },
  ...sealedPouch,
];

const FILE_SQL = `insert into materials_file (district, id, kind, of, hash, size, media_type, suite, wrapped_key, hints, uploaded_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`;

/** A finished upload and, for a picture, the upright copy and the thumbnail that may be shown. */
export const fileStatements = (
  district: string,
  person: string,
  original: StoredFile,
  hints: readonly string[],
  copies: readonly { readonly kind: 'page' | 'thumb'; readonly file: StoredFile }[],
): readonly Statement[] => {
  const row = (kind: string, of: string | null, file: StoredFile, said: readonly string[]) =>
    sql(FILE_SQL, district, file.id, kind, of, file.hash, file.size, file.type, file.suite, file.wrappedKey, said, person);
  return [row('original', null, original, hints), ...copies.map((copy) => row(copy.kind, original.id, copy.file, []))];
};

/** Each view of a document or of a consent's evidence is told to whom it is about (W3). */
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
