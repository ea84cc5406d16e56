import type { Ref } from '../../kernel/grant.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';
import { loadBills } from './reads/pouch.ts';
import { findConsent, loadConsents } from './reads.ts';

/** The stream that a matter is told on, if the acting post sees it: its head says the kind and the area. */
const refOf = async (tx: Tx, district: string, id: string, kind?: string): Promise<Ref | null> => {
  const row = await tx.row<{ stream: string; area: string }>(
    'select stream, area from stream_head where district = $1 and stream_id = $2',
    [district, id],
  );
  return row === undefined || (kind !== undefined && row.stream !== kind) ? null : { stream: row.stream, streamId: id, area: row.area };
};

/** undefined: none was named or it is not visible */
const subjectOf = async (tx: Tx, district: string, document: string | null): Promise<string | undefined> =>
  document === null
    ? undefined
    : (
        await tx.row<{ subject: string }>(`select subject from materials_document where district = $1 and id = $2 and state = 'kept'`, [
          district,
          document,
        ])
      )?.subject;

const findPerson = (tx: Tx, district: string, resident: string) =>
  tx.row<{ diedOn: string | null; area: string }>(
    'select died_on as "diedOn", area from residents_v_person where district = $1 and id = $2',
    [district, resident],
  );

const loadDocument = async (tx: Tx, district: string, id: string) => {
  const row = await tx.row<{ subject: string; subject_kind: string; area: string; state: 'kept' | 'withdrawn' | 'erased' }>(
    'select subject, subject_kind, area, state from materials_document where district = $1 and id = $2',
    [district, id],
  );
  return row === undefined ? null : { ref: { stream: row.subject_kind, streamId: row.subject, area: row.area }, state: row.state };
};

const loadGiven = async (tx: Tx, district: string, caseId: string, id: string) => {
  const row = await tx.row<{ area: string; state: contract.GivenState }>(
    'select area, state from materials_given where district = $1 and id = $2 and case_id = $3',
    [district, id, caseId],
  );
  return row === undefined ? null : { ref: { stream: 'case', streamId: caseId, area: row.area }, state: row.state };
};

/** What a step in a person's name needs to know. */
const loadActing = async (tx: Tx, district: string, p: { caseId: string; resident: string }) => {
  const [ref, consents, person] = await Promise.all([
    refOf(tx, district, p.caseId, 'case'),
    loadConsents(tx, district, p),
    findPerson(tx, district, p.resident),
  ]);
  return { ref, consents, diedOn: person?.diedOn ?? null };
};

export const handlers: readonly AnyHandler[] = [
  handle(contract.addDocument, {
    load: async (tx, p, { actor }) => {
      const [ref, file] = await Promise.all([
        refOf(tx, actor.district, p.subject.id, p.subject.kind),
        tx.row<{ id: string; size: number; type: string; hints: string[] }>(
          `select id, size, media_type as type, hints from materials_file
           where district = $1 and uploaded_by = $2 and hash = $3 and kind = 'original' and wrapped_key is not null order by id desc limit 1`,
          [actor.district, actor.person, p.hash],
        ),
      ]);
      return { ref, file: file ?? null };
    },
    decide: (state, p) => domain.addDocument(state, p),
  }),
  handle(contract.withdrawDocument, {
    load: (tx, p, { actor }) => loadDocument(tx, actor.district, p.id),
    decide: (state, p) => domain.withdrawDocument(state, p),
  }),
  handle(contract.eraseDocument, {
    load: (tx, p, { actor }) => loadDocument(tx, actor.district, p.id),
    decide: (state, p) => domain.eraseDocument(state, p),
  }),
  handle(contract.give, {
    streams: (p) => [{ stream: 'case', id: p.caseId }],
    load: async (tx, p, { actor }) => {
      const [ref, document] = await Promise.all([
        refOf(tx, actor.district, p.caseId, 'case'),
        tx.row<{ subject: string; subjectKind: string; resident: string | null; state: string }>(
          'select subject, subject_kind as "subjectKind", resident, state from materials_document where district = $1 and id = $2',
          [actor.district, p.document],
        ),
      ]);
      const resident = document === undefined || document.subject === p.caseId ? null : document.resident;
      const consents = resident === null ? [] : await loadConsents(tx, actor.district, { caseId: p.caseId, resident });
      return { ref, document: document ?? null, consents };
    },
    decide: (state, p, ctx) => domain.give(state, p, ctx),
  }),
  handle(contract.check, {
    streams: (p) => [{ stream: 'case', id: p.caseId }],
    load: (tx, p, { actor }) => loadGiven(tx, actor.district, p.caseId, p.given),
    decide: (state, p) => domain.check(state, p),
  }),
  handle(contract.withdrawGiven, {
    streams: (p) => [{ stream: 'case', id: p.caseId }],
    load: (tx, p, { actor }) => loadGiven(tx, actor.district, p.caseId, p.given),
    decide: (state, p) => domain.withdrawGiven(state, p),
  }),
  handle(contract.useBills, {
    streams: (p) => [{ stream: 'case', id: p.caseId }],
    load: async (tx, p, { actor }) => {
      const [ref, consents, bills] = await Promise.all([
        refOf(tx, actor.district, p.caseId, 'case'),
        loadConsents(tx, actor.district, p),
        loadBills(tx, actor.district, p.resident),
      ]);
      return { ref, consents, bills };
    },
    decide: (state, p, ctx) => domain.useBills(state, p, ctx),
  }),
  handle(contract.giveConsent, {
    load: async (tx, p, { actor }) => {
      const [ref, person, documentSubject] = await Promise.all([
        p.caseId === null ? refOf(tx, actor.district, p.resident, 'resident') : refOf(tx, actor.district, p.caseId, 'case'),
        findPerson(tx, actor.district, p.resident),
        subjectOf(tx, actor.district, p.evidence.document),
      ]);
      return { ref, resident: person !== undefined, diedOn: person?.diedOn ?? null, documentSubject };
    },
    decide: (state, p) => domain.giveConsent(state, p),
  }),
  handle(contract.revokeConsent, {
    load: async (tx, p, { actor }) => {
      const found = await findConsent(tx, actor.district, p.id);
      if (found === undefined) return null;
      const { area, ...consent } = found;
      return {
        ref: { stream: consent.caseId === null ? 'resident' : 'case', streamId: consent.caseId ?? consent.resident, area },
        consent,
      };
    },
    decide: (state, p) => domain.revokeConsent(state, p),
  }),
  handle(contract.signByProxy, {
    streams: (p) => [{ stream: 'case', id: p.caseId }],
    load: async (tx, p, { actor }) => {
      const [acting, documentSubject] = await Promise.all([loadActing(tx, actor.district, p), subjectOf(tx, actor.district, p.document)]);
      return { ...acting, documentSubject };
    },
    decide: (state, p, ctx) => domain.signByProxy(state, p, ctx),
  }),
  handle(contract.actFor, {
    streams: (p) => [{ stream: 'case', id: p.caseId }],
    load: (tx, p, { actor }) => loadActing(tx, actor.district, p),
    decide: (state, p, ctx) => domain.actFor(state, p, ctx),
  }),
];
