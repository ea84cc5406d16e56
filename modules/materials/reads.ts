import type { Actor } from '../../kernel/actor.ts';
import { common } from '../../platform/executor/refusals.ts';
import { type AnyReader, answer, type Tx } from '../../platform/executor/types.ts';
import type { StoredFile } from '../../platform/files/index.ts';
import * as contract from './contract.ts';
import type { Viewer } from './domain.ts';
import { pouchReader } from './reads/pouch.ts';
import { evidenceCell, lookStatement } from './store.ts';

const START = '00000000-0000-0000-0000-000000000000';

/** A page of rows asked for with one more than wanted. */
const paged = <R extends { readonly id: string }>(rows: R[], limit: number): { rows: R[]; next: string | null } =>
  rows.length > limit ? { rows: rows.slice(0, limit), next: rows[limit - 1]!.id } : { rows, next: null };

const CONSENT = `id, resident, case_id as "caseId", item_code as "itemCode", grantee, kind, scopes, document, given_at as "givenAt",
  from_at as "from", until_at as "until", revoked_at as "revokedAt", ended_at as "endedAt", ended_why as "endedWhy"`;

/** A person's consents that may count for a case: those for it, and those for any. For decisions of this and later modules. */
export const loadConsents = (
  tx: Tx,
  district: string,
  q: { readonly resident: string; readonly caseId: string | null },
): Promise<contract.Consent[]> =>
  tx.rows<contract.Consent>(
    `select ${CONSENT} from materials_v_consent where district = $1 and resident = $2 and (case_id is null or case_id = $3) order by id`,
    [district, q.resident, q.caseId],
  );

/** All consents of a person, for any matter: what ends with their death. */
export const loadConsentsOfPerson = (tx: Tx, district: string, resident: string): Promise<(contract.Consent & { area: string })[]> =>
  tx.rows<contract.Consent & { area: string }>(
    `select area, ${CONSENT} from materials_v_consent where district = $1 and resident = $2 order by id`,
    [district, resident],
  );

export const findConsent = (tx: Tx, district: string, id: string): Promise<(contract.Consent & { area: string }) | undefined> =>
  tx.row<contract.Consent & { area: string }>(`select area, ${CONSENT} from materials_v_consent where district = $1 and id = $2`, [
    district,
    id,
  ]);

type FileRow = { id: string; size: number; hash: string; type: string; suite: StoredFile['suite']; wrappedKey: Buffer };

/** A document with the file to show; without one where there is no such copy (a PDF has no picture). */
export type ShownDocument = { readonly area: string; readonly about: string; readonly state: string; readonly file: StoredFile | null };

export const findShown = async (
  tx: Tx,
  district: string,
  id: string,
  kind: 'original' | 'page' | 'thumb',
): Promise<ShownDocument | undefined> => {
  const row = await tx.row<{ area: string; about: string; state: string } & Partial<FileRow>>(
    `select d.area, coalesce(d.resident, d.subject) as about, d.state, f.id, f.size, f.hash, f.media_type as type, f.suite, f.wrapped_key as "wrappedKey"
     from materials_document d
     left join materials_file f on f.district = d.district and f.kind = $3 and f.wrapped_key is not null and (f.id = d.file or f.of = d.file)
     where d.district = $1 and d.id = $2`,
    [district, id, kind],
  );
  if (row === undefined) return undefined;
  const { area, about, state, ...file } = row;
  return { area, about, state, file: file.id == null ? null : (file as FileRow) };
};

/** A finished upload of the acting person that is kept already: a last call repeated after a lost answer. */
export const findUpload = (tx: Tx, actor: Actor, hash: string) =>
  tx.row<{ size: number; type: string; hints: string[] }>(
    `select size, media_type as type, hints from materials_file
     where district = $1 and uploaded_by = $2 and hash = $3 and kind = 'original' and wrapped_key is not null order by id desc limit 1`,
    [actor.district, actor.person, hash],
  );

/** Who looks, as the watermark says it: their site, else their area. */
export const getViewer = async (tx: Tx, actor: Actor): Promise<Viewer> => {
  const row = await tx.row<{ office: string }>(
    `select name as office from network_v_site where district = $1 and id = $2
     union all select name from network_v_area where district = $1 and path = $3 limit 1`,
    [actor.district, actor.site, actor.area],
  );
  if (row === undefined) throw new Error('an acting post has neither site nor area');
  return { office: row.office, name: actor.name, post: actor.post };
};

type ActedRow = {
  id: string;
  scope: contract.ConsentScope;
  consent: string;
  task: string | null;
  at: string;
  signer: string | null;
  relation: string;
  place: string;
  witness: string;
  document: string;
};

export const readers: readonly AnyReader[] = [
  pouchReader,
  answer(contract.documents, async (tx, q, { actor }) => {
    if (q.subject === undefined && q.resident === undefined)
      return common.invalid([{ path: 'subject', problem: 'subject or resident is needed' }]);
    type Row = Parameters<typeof contract.document.parse>[0] & { id: string };
    const rows = await tx.rows<Row>(
      `select d.id, d.subject, d.subject_kind as "subjectKind", d.resident, d.material_key as "materialKey", d.hash, d.size, d.media_type as "mediaType",
              d.how, d.legibility as hints, d.state, d.added_at as "addedAt", p.name as "addedBy"
       from materials_document d left join network_v_post p on p.district = d.district and p.id = d.added_by
       where d.district = $1 and ($2::uuid is null or d.subject = $2) and ($3::uuid is null or d.resident = $3) and d.id > $4::uuid order by d.id limit $5`,
      [actor.district, q.subject ?? null, q.resident ?? null, q.cursor ?? START, q.limit + 1],
    );
    return paged(rows as never[], q.limit);
  }),
  answer(contract.givenFor, async (tx, q, { actor }) => {
    const rows = await tx.rows<never>(
      `select id, material_key as "materialKey", how, document, parcel, state, reason, given_at as "givenAt", checked_at as "checkedAt"
       from materials_given where district = $1 and case_id = $2 and id > $3::uuid order by id limit $4`,
      [actor.district, q.caseId, q.cursor ?? START, q.limit + 1],
    );
    return paged(rows, q.limit);
  }),
  answer(contract.consents, async (tx, q, { actor }) => {
    if (q.resident === undefined && q.caseId === undefined)
      return common.invalid([{ path: 'resident', problem: 'resident or caseId is needed' }]);
    const rows = await tx.rows<contract.Consent>(
      `select ${CONSENT} from materials_v_consent
       where district = $1 and ($2::uuid is null or resident = $2) and ($3::uuid is null or case_id = $3 or $2::uuid is not null and case_id is null)
         and id > $4::uuid order by id limit $5`,
      [actor.district, q.resident ?? null, q.caseId ?? null, q.cursor ?? START, q.limit + 1],
    );
    return paged(rows, q.limit);
  }),
  answer(contract.consentEvidence, async (tx, q, { actor, services }) => {
    const row = await tx.row<{ area: string; resident: string; evidence: Buffer }>(
      'select area, resident, evidence from materials_consent where district = $1 and id = $2',
      [actor.district, q.id],
    );
    if (row === undefined) return common.notFound;
    const look = lookStatement(actor, { subject: row.resident, area: row.area, what: 'materials.consent_evidence', reason: q.reason });
    await tx.rows(look.sql, look.params);
    const evidence: unknown = JSON.parse(services.keys.openText(row.evidence, evidenceCell(actor.district, q.id)));
    return { evidence: contract.evidence.parse(evidence) };
  }),
  answer(contract.actedFor, async (tx, q, { actor }) => {
    const rows = await tx.rows<ActedRow>(
      `select a.id, a.scope, a.consent, a.task, a.at, s.signer, s.relation, s.place, s.witness, s.document
       from materials_acted a
       left join materials_proxy_signature s on s.district = a.district and s.case_id = a.case_id and s.consent = a.consent and s.scope = a.scope and s.signed_at = a.at
       where a.district = $1 and a.case_id = $2 and a.id > $3::uuid order by a.id limit $4`,
      [actor.district, q.caseId, q.cursor ?? START, q.limit + 1],
    );
    return paged(
      rows.map(({ signer, relation, place, witness, document, ...rest }) => ({
        ...rest,
        signature: signer === null ? null : { signer, relation, place, witness, document },
      })),
      q.limit,
    );
  }),
];
