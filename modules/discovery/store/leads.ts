import { cell } from '../../../platform/crypto/index.ts';
import { type EventMeta, type Projections, type Statement, sql } from '../../../platform/executor/types.ts';
import type { SealedTable } from '../../../platform/rotation/sealed.ts';

/** Where the words of a step stand; reads open with the same. */
export const stepWords = (district: string, step: string) => cell('discovery_step', 'words', district, step);

export const sealedSteps: SealedTable = {
  table: 'discovery_step',
  values: [{ column: 'words', place: ({ district, id }) => stepWords(district, id) }],
};

// biome-ignore lint/suspicious/noExplicitAny: the events as stored; `domain/lead.ts` builds them
type Stored = any;

const STEP_SQL = `insert into discovery_step (district, id, area, resident, lead, what, how, words, line, consent, by_post, at, found_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;
const MOVE_SQL = `update discovery_lead set state = $3, until = $4, case_id = $5, moved_at = $6,
    basis = case when $7::text is null or exists (
      select 1 from discovery_lead o where o.district = $1 and o.resident = discovery_lead.resident and o.policy = discovery_lead.policy and o.basis = $7)
      then basis else $7 end
  where district = $1 and id = $2`;

type Step = { readonly id: string; readonly lead: string | null; readonly what: string };
const step = (e: Stored, m: EventMeta, { id, lead, what }: Step): Statement =>
  sql(
    STEP_SQL,
    m.district,
    id,
    e.area,
    e.data.resident,
    lead,
    what,
    e.data.how ?? null,
    e.detail?.words === undefined ? null : m.services.keys.seal(e.detail.words, stepWords(m.district, id)),
    e.data.line ?? null,
    e.data.consent ?? null,
    m.actor.post,
    m.happenedAt,
    what === 'found' ? e.data.foundBy : null,
  );

const moved = (state: string, e: Stored, m: EventMeta): Statement =>
  sql(MOVE_SQL, m.district, e.data.lead, state, e.data.until ?? null, e.data.case ?? null, m.recordedAt, e.data.basis ?? null);

/** A step of a helper: what was said, and where the lead stands now. */
const stepTo =
  (state: string) =>
  (e: Stored, m: EventMeta): readonly Statement[] => [moved(state, e, m), step(e, m, { id: m.entry, lead: e.data.lead, what: state })];

/** The rows that events about leads make. */
export const leadProjections: Projections = {
  'discovery.lead_opened': (e, m) => [
    sql(
      `insert into discovery_lead (district, id, area, resident, policy, version, basis, state, green, found_by, opened_at, moved_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'to_tell', $8, $9, $10, $10)`,
      m.district,
      e.data.lead,
      e.area,
      e.data.resident,
      e.data.policy,
      e.data.version,
      e.data.basis,
      e.data.green,
      e.data.foundBy,
      m.recordedAt,
    ),
  ],
  'discovery.lead_found': (e, m) => [step(e, m, { id: m.entry, lead: e.data.lead, what: 'found' })],
  'discovery.lead_taken': (e, m) => [
    sql('update discovery_lead set holder = $3 where district = $1 and id = $2', m.district, e.data.lead, m.actor.post),
    step(e, m, { id: m.entry, lead: e.data.lead, what: 'taken' }),
  ],
  'discovery.lead_told': stepTo('told'),
  'discovery.lead_declined': stepTo('declined'),
  'discovery.lead_not_true': stepTo('not_true'),
  'discovery.lead_later': stepTo('later'),
  'discovery.lead_applied': stepTo('applied'),
  'discovery.lead_lapsed': (e, m) => [moved('lapsed', e, m)],
  'discovery.lead_back': (e, m) => [
    moved('to_tell', e, m),
    sql('update discovery_lead set green = $3 where district = $1 and id = $2', m.district, e.data.lead, e.data.green),
  ],
  'discovery.passed_on': (e, m) => [step(e, m, { id: e.data.step, lead: null, what: 'passed_on' })],
};
