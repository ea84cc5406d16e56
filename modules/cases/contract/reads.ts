import { z } from 'zod';
import { areaPath, day, hash, id, instant, line, page, read } from '../../../kernel/contract.ts';
import { ID } from '../../../kernel/id.ts';
import { isDay } from '../../../kernel/time.ts';
import { itemVersion, STAGES } from '../../catalogue/contract.ts';
import { consent, GIVEN_HOWS, GIVEN_STATES } from '../../materials/contract.ts';
import { queueCursor, taskRow } from '../../work/contract.ts';
import { erased } from './erase.ts';
import { answers, CHANNELS, STATES, TRIP_PLACES, TURNS } from './values.ts';

/** What is read about cases. */

const text = z.object({ zh: z.string(), en: z.string() });
const readers = { clerk: 'area', helper: 'area', coordinator: 'area', approver: 'department', partner: 'area', referrer: 'area' } as const;
const level = z.enum(['calm', 'amber', 'red']);

export const caseRow = z.object({
  id,
  shortCode: z.string(),
  item: z.object({ code: z.string(), version: z.number().int(), name: text }),
  resident: z.object({ id, name: z.string().nullable() }),
  area: areaPath,
  areaName: z.string().nullable(),
  site: z.object({ id, name: z.string().nullable() }),
  department: z.string().nullable(),
  stage: z.enum(STAGES),
  state: z.enum(STATES),
  turn: z.enum(TURNS).nullable(),
  green: z.boolean(),
  openedAt: instant,
  acceptedOn: day.nullable(),
  /** the promised day; null before acceptance, while stopped for a correction, and where the year is 未公布 */
  due: day.nullable(),
  level,
});
export type CaseRow = z.infer<typeof caseRow>;

export const list = read({
  name: 'cases.list',
  path: '/cases',
  /** Newest first. */
  query: page.extend({
    cursor: id.optional(),
    state: z.enum(STATES).optional(),
    /** `true`: neither delivered, refused nor withdrawn */
    open: z.enum(['true', 'false']).optional(),
    site: id.optional(),
    area: areaPath.optional(),
    item: line(40).optional(),
    resident: id.optional(),
    turn: z.enum(TURNS).optional(),
    /** `true`: green channel only */
    green: z.enum(['true']).optional(),
    /** the promised day is at the latest this one */
    due: day.refine(isDay, 'day').optional(),
    /** short code or its beginning, as typed */
    q: z.string().trim().max(20).optional(),
  }),
  answer: z.object({ rows: z.array(caseRow), next: z.string().nullable() }),
  allow: readers,
  says: { zh: '办件清单', en: 'Cases' },
});

export const departmentQueue = read({
  name: 'cases.department_queue',
  path: '/department/cases',
  /** Green channel first, then by due day. `cursor` as answered. */
  query: page.extend({
    cursor: queueCursor.optional(),
  }),
  answer: z.object({ rows: z.array(caseRow.extend({ task: id })), next: z.string().nullable() }),
  allow: { approver: 'department' },
  says: { zh: '待审批', en: 'Waiting for decision' },
});

const words = z.record(z.string(), z.string());

export const stageRow = z.object({
  entry: id,
  /** `accepted`, `sent_to_department` … as the event is called */
  move: z.string(),
  stage: z.enum(STAGES),
  state: z.enum(STATES),
  at: instant,
  by: z.string().nullable(),
  site: z.string().nullable(),
  /** free text of the entry: reason, remedy, what, note, toName, place */
  words,
  struck: z.boolean(),
});

export const clockRow = z.object({
  id,
  kind: z.string(),
  state: z.enum(['running', 'paused', 'stopped']),
  level,
  started: day,
  due: day.nullable(),
  allowed: z.number().int(),
  used: z.number().int(),
  unit: z.enum(['workday', 'day']),
  remainingWorkdays: z.number().int().nullable(),
  pausedFor: text.nullable(),
  extensions: z.array(z.object({ day, by: z.number().int(), reason: text })),
  /** day by day, to check against a wall calendar */
  derivation: z.array(
    z.object({
      day,
      counted: z.boolean(),
      n: z.number().int(),
      kind: z.enum(['work', 'rest', 'unpublished']),
      why: z.string(),
      says: text,
    }),
  ),
});

const paper = z.object({ key: z.string(), name: text });

export const page_ = read({
  name: 'cases.page',
  path: '/cases/:id',
  query: z.object({ id }),
  answer: z.object({
    /** the version to send back as `seen` with a decision */
    seq: z.number().int(),
    case: caseRow.extend({
      ask: id.nullable(),
      channel: z.enum(CHANNELS),
      answers,
      receivedBy: z.string().nullable(),
      closedAt: instant.nullable(),
    }),
    item: itemVersion,
    stages: z.array(stageRow),
    clocks: z.array(clockRow),
    materials: z.object({
      given: z.array(
        z.object({
          id,
          key: z.string(),
          name: text,
          how: z.enum(GIVEN_HOWS),
          document: id.nullable(),
          parcel: id.nullable(),
          state: z.enum(GIVEN_STATES),
          reason: z.string().nullable(),
          givenAt: instant,
        }),
      ),
      missing: z.array(paper.extend({ why: z.enum(['not_given', 'unreadable', 'wrong']) })),
      /** questions still to ask, before the notice can be complete */
      ask: z.array(z.string()),
      ours: z.array(paper),
      promised: z.array(paper.extend({ due: day.nullable(), curedAt: instant.nullable() })),
      acceptance: z.enum(['complete', 'with_promise', 'not']),
    }),
    /** Not accepted yet, and the site of the acting post may not accept it: why, and which office does (C3). */
    acceptedElsewhere: text.nullable(),
    notices: z.array(z.object({ n: z.number().int(), at: instant, keys: z.array(z.string()), because: z.string() })),
    tasks: z.array(taskRow),
    consents: z.array(consent),
    acted: z.array(z.object({ id, scope: z.string(), consent: id, task: id.nullable(), at: instant, by: z.string().nullable() })),
    signatures: z.array(
      z.object({
        id,
        signer: z.string(),
        relation: z.string(),
        place: z.string(),
        at: instant,
        witness: z.string(),
        document: id,
        consent: id,
      }),
    ),
    /** What is on the move for the case, each with its hand-overs. */
    parcels: z.array(
      z.object({
        id,
        code: z.string(),
        kind: z.string(),
        contents: z.array(z.string()),
        state: z.string(),
        line: z.array(
          z.object({
            n: z.number().int(),
            giver: text.nullable(),
            taker: text,
            place: z.string(),
            at: instant,
            struck: z.boolean(),
          }),
        ),
      }),
    ),
    decisions: z.array(
      z.object({
        id,
        department: z.string(),
        outcome: z.enum(['approved', 'refused']),
        at: instant,
        by: z.string().nullable(),
        reason: z.string().nullable(),
        remedies: z.string().nullable(),
        revokedAt: instant.nullable(),
        revokedWhy: z.string().nullable(),
      }),
    ),
    waits: z.array(
      z.object({
        id,
        key: z.string(),
        name: text,
        whose: z.string(),
        state: z.enum(['waiting', 'came', 'not_coming']),
        since: day,
        due: day.nullable(),
        endedAt: instant.nullable(),
      }),
    ),
    result: z
      .object({
        kind: z.string(),
        madeAt: instant,
        parcel: id.nullable(),
        document: id.nullable(),
        deliveredAt: instant.nullable(),
        how: z.string().nullable(),
        to: z.string().nullable(),
      })
      .nullable(),
    trips: z.object({
      made: z.array(z.object({ entry: id, place: z.enum(TRIP_PLACES), at: instant, struck: z.boolean() })),
      /** what it would have taken alone, against what it took; fen as text */
      alone: z.object({ trips: z.number(), hours: z.number(), fen: z.string() }),
      spared: z.object({ trips: z.number(), hours: z.number(), fen: z.string() }),
    }),
    /** what may be read out to the person */
    status: text,
  }),
  allow: readers,
  records: true,
  says: { zh: '办件', en: 'A case' },
});
export { page_ as page };

/** `recordedAt stream seq` of the last row, as answered. */
const ledgerCursor = z.string().refine((text) => {
  const [at = '', stream = '', seq = ''] = text.split(' ');
  return instant.safeParse(at).success && ID.test(stream) && /^\d{1,9}$/.test(seq);
}, 'cursor');

export const ledger = read({
  name: 'cases.ledger',
  path: '/cases/:id/ledger',
  /** Oldest first, with the entries of the things on the move for the case. */
  query: page.extend({
    id,
    cursor: ledgerCursor.optional(),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        seq: z.number().int(),
        event: z.string(),
        at: instant,
        recordedAt: instant,
        by: z.string().nullable(),
        says: text,
        /** the entry that put it right */
        struckBy: id.nullable(),
        erased: erased.nullable(),
        /** its free text may be erased by the one who asks */
        erasable: z.boolean(),
        hash,
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: readers,
  says: { zh: '一个办件的台账', en: 'Ledger of a case' },
});

/** For the receipt, printed first or again. */
export const receipt = read({
  name: 'cases.receipt',
  path: '/cases/:id/receipt',
  query: z.object({ id }),
  answer: z.object({
    shortCode: z.string(),
    /** looks the case up without anything else; only for the person's slip */
    publicCode: z.string(),
    item: text,
    resident: z.string().nullable(),
    site: z.string().nullable(),
    sitePhone: z.string().nullable(),
    openedAt: instant,
    acceptedOn: day.nullable(),
    due: day.nullable(),
  }),
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  records: true,
  says: { zh: '回执', en: 'Receipt slip' },
});

/** What any clerk reads out on the phone (K10). */
export const status = read({
  name: 'cases.status',
  path: '/cases/:id/status',
  query: z.object({ id }),
  answer: z.object({ shortCode: z.string(), says: text }),
  allow: readers,
  says: { zh: '办到哪一步了', en: 'How far it is' },
});

/** Everything that was entered, newest first: by case, by colleague, by kind, by day, by area (K8). */
export const ledgerSearch = read({
  name: 'cases.ledger_search',
  path: '/ledger',
  query: page.extend({
    cursor: z
      .string()
      .regex(/^\S+ [0-9a-f-]{36}$/, 'cursor')
      .optional(),
    /** short code of a case */
    code: line(20).optional(),
    /** part of a colleague's name */
    actor: line(40).optional(),
    /** module whose entries: `cases`, `custody` … */
    kind: z
      .string()
      .regex(/^[a-z]{2,20}$/)
      .optional(),
    from: day.optional(),
    until: day.optional(),
    under: areaPath.optional(),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        stream: z.string(),
        streamId: id,
        seq: z.number().int(),
        event: z.string(),
        at: instant,
        recordedAt: instant,
        by: z.string().nullable(),
        areaName: z.string().nullable(),
        /** of a case's entry */
        shortCode: z.string().nullable(),
        /** null: only the event's name is known here */
        says: text.nullable(),
        struckBy: id.nullable(),
        erased: erased.nullable(),
        erasable: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: { clerk: 'area', coordinator: 'area', approver: 'department', auditor: 'area' },
  says: { zh: '查台账', en: 'Search the ledger' },
});
