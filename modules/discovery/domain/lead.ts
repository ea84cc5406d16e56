import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, type Refusal, refuse } from '../../../kernel/result.ts';
import { addDays, type Day } from '../../../kernel/time.ts';
import { type LapseReason, LEAD_STATE_NAMES, type LeadState, OPEN_LEADS } from '../contract/lead.ts';

/** What may happen to a lead. It never decides about a person: it is somebody to tell (D8). */

export type StoredLead = {
  readonly id: Id;
  readonly area: string;
  readonly resident: Id;
  readonly policy: Id;
  readonly state: LeadState;
  readonly holder: Id | null;
  readonly until: Day | null;
  /** Item of the catalogue that its policy leads to; null: none in particular. */
  readonly itemCode: string | null;
  /** Digest of what the verdict rests on at this moment; null where it can't be told now (the policy has ended): the lead keeps its own. */
  readonly basisNow: string | null;
};
export type LeadEvent = EventOf;
type Decided<A = { lead: Id; state: LeadState }> = Decision<LeadEvent, A>;

/** Nothing is put off for longer; by then everybody is looked at anew. */
const LATEST_DAYS = 366;

export const isOpen = (state: LeadState): boolean => (OPEN_LEADS as readonly LeadState[]).includes(state);

export const leadRefusals = {
  notFound: {
    code: 'not_found',
    zh: '没有找到这条线索，可能不在您负责的范围内',
    en: 'This lead was not found; it may lie outside your area.',
  },
  known: {
    code: 'lead_known',
    zh: '这条线索刚刚已经有了，请刷新看一看',
    en: 'This lead is there already. Reload and look.',
  },
  closed: (state: LeadState): Refusal => ({
    code: 'lead_closed',
    zh: `这条线索已经是“${LEAD_STATE_NAMES[state].zh}”，请刷新看一看，不要再打扰本人`,
    en: `This lead is closed already (${LEAD_STATE_NAMES[state].en}). Reload and look; don’t bother the person again.`,
    info: { state },
  }),
  taken: { code: 'lead_taken', zh: '同事已经接下这条线索，请先和同事商量', en: 'A colleague has taken this lead on. Ask them first.' },
  applied: { code: 'lead_applied', zh: '这条线索已经关联了办件，请打开那一件', en: 'This lead has a case already. Open that case.' },
} as const satisfies Record<string, Refusal | ((state: LeadState) => Refusal)>;

const no = (refusal: Refusal): Decision<never, never> => ({ kind: 'refused', refusal });

/** An entry on a lead's stream. `data`: ids and codes; `detail`: what was said. */
export const aboutLead = (type: string, lead: Pick<StoredLead, 'id' | 'area' | 'resident'>, data: object, words: string | null = null) => ({
  type,
  stream: 'lead',
  streamId: lead.id,
  area: lead.area,
  data: { lead: lead.id, resident: lead.resident, ...data },
  ...(words === null ? {} : { detail: { words } }),
});

const moveTo = (state: LeadState, lead: StoredLead, event: LeadEvent): Decided => accept([event], { lead: lead.id, state });

/** @param from the holder that was seen: a lead changes hands only knowingly */
export const take = (lead: StoredLead | null, p: { readonly from: Id | null }, actor: { readonly post: Id }): Decided => {
  if (lead === null) return no(leadRefusals.notFound);
  if (!isOpen(lead.state)) return no(leadRefusals.closed(lead.state));
  if (lead.holder === actor.post) return accept([], { lead: lead.id, state: lead.state });
  if (lead.holder !== p.from) return no(leadRefusals.taken);
  return moveTo(lead.state, lead, aboutLead('discovery.lead_taken', lead, { from: lead.holder }));
};

/** Told twice is two entries: both happened. */
export const tell = (lead: StoredLead | null, p: { readonly how: string; readonly words: string | null }): Decided => {
  if (lead === null) return no(leadRefusals.notFound);
  if (!isOpen(lead.state)) return no(leadRefusals.closed(lead.state));
  return moveTo('told', lead, aboutLead('discovery.lead_told', lead, { how: p.how }, p.words));
};

/** The answer holds for what was known when it was given: it is kept with that basis, and the person is left alone until it changes. */
const answered = (state: 'declined' | 'not_true', lead: StoredLead | null, words: string): Decided => {
  if (lead === null) return no(leadRefusals.notFound);
  if (!isOpen(lead.state)) return no(leadRefusals.closed(lead.state));
  return moveTo(state, lead, aboutLead(`discovery.lead_${state}`, lead, { basis: lead.basisNow }, words));
};
export const decline = (lead: StoredLead | null, p: { readonly reason: string }): Decided => answered('declined', lead, p.reason);
export const notTrue = (lead: StoredLead | null, p: { readonly words: string }): Decided => answered('not_true', lead, p.words);

export const later = (lead: StoredLead | null, p: { readonly until: Day; readonly words: string | null }, today: Day): Decided => {
  if (lead === null) return no(leadRefusals.notFound);
  if (!isOpen(lead.state)) return no(leadRefusals.closed(lead.state));
  if (p.until <= today || p.until > addDays(today, LATEST_DAYS))
    return refuse('lead_until', '请选今天以后、一年以内的日子', 'Choose a day after today and within a year.');
  return moveTo('later', lead, aboutLead('discovery.lead_later', lead, { until: p.until }, p.words));
};

/** The case that a lead is linked to, as far as the link asks. */
export type LinkedCase = { readonly id: Id; readonly resident: Id; readonly item: string };

/** A person may always apply: also who declined before, or of whom it was said that it is not so. */
export const apply = (lead: StoredLead | null, c: LinkedCase | null): Decided => {
  if (lead === null) return no(leadRefusals.notFound);
  if (lead.state === 'applied') return no(leadRefusals.applied);
  if (c === null) return refuse('case_missing', '没有找到这件办件，请刷新后再选', 'This case was not found. Reload and choose again.');
  if (c.resident !== lead.resident)
    return refuse('lead_other_person', '这件办件不是这个人的，请选本人的办件', 'This case is another person’s. Choose one of this person.');
  if (lead.itemCode !== null && lead.itemCode !== c.item)
    return refuse(
      'lead_other_item',
      '这件办件办的是别的事项，请选这项政策对应的事项',
      'This case is about another item. Choose the item that the policy leads to.',
      { item: lead.itemCode },
    );
  return moveTo('applied', lead, aboutLead('discovery.lead_applied', lead, { case: c.id, basis: lead.basisNow }));
};

export type FoundLead = { readonly resident: Id; readonly policy: Id; readonly version: Id; readonly basis: string };
export type OpeningState = {
  /** Living residents, as the district's system sees them. */
  readonly residents: ReadonlyMap<Id, { readonly area: string; readonly green: boolean }>;
  readonly leads: readonly { readonly resident: Id; readonly policy: Id; readonly basis: string; readonly state: LeadState }[];
};

/** Opens what is not there: done twice, the second time nothing happens. */
export const openLeads = (
  state: OpeningState,
  p: { readonly found: readonly FoundLead[] },
  newId: () => Id,
): Decided<{ opened: number }> => {
  const openOf = new Set(state.leads.filter((one) => isOpen(one.state)).map((one) => `${one.resident} ${one.policy}`));
  const known = new Set(state.leads.map((one) => `${one.resident} ${one.policy} ${one.basis}`));
  const events = p.found.flatMap((found) => {
    const person = state.residents.get(found.resident);
    const pair = `${found.resident} ${found.policy}`;
    if (person === undefined || openOf.has(pair) || known.has(`${pair} ${found.basis}`)) return [];
    openOf.add(pair);
    const { policy, version, basis } = found;
    const lead = { id: newId(), area: person.area, resident: found.resident };
    return [aboutLead('discovery.lead_opened', lead, { policy, version, basis, green: person.green, foundBy: 'screening' })];
  });
  return accept(events, { opened: events.length });
};

/** A policy as somebody who has found a person needs it. */
export type EnteringState = {
  readonly resident: { readonly id: Id; readonly area: string; readonly diedOn: string | null; readonly green: boolean } | null;
  /** Null: no version of it is in force today. */
  readonly policy: { readonly version: Id; readonly areas: readonly string[] } | null;
  /** Digest of what a verdict would rest on; null where the household can't be seen whole. */
  readonly basis: string | null;
  /** Leads of this person for this policy. */
  readonly leads: readonly {
    readonly id: Id;
    readonly state: LeadState;
    readonly version: Id;
    readonly basis: string;
    /** Of an applied lead: its case ended without a grant. */
    readonly refused: boolean;
  }[];
};

/** What a person found. It is one lead with what screening finds: what is open is joined, and what was answered on the same ground stays answered. */
export const enterLead = (
  { resident, policy, basis, leads }: EnteringState,
  p: { readonly id: Id; readonly policy: Id; readonly foundBy: string; readonly words: string },
): Decided<{ lead: Id; state: LeadState; joined: boolean }> => {
  if (resident === null)
    return refuse('not_found', '没有找到这个人，可能不在您负责的范围内', 'This person was not found; they may lie outside your area.');
  if (resident.diedOn !== null) return refuse('resident_died', '本人已经去世', 'The person has died.');
  if (policy === null || !policy.areas.some((area) => resident.area.startsWith(area)))
    return refuse(
      'policy_not_here',
      '这项政策现在不在本人住的地方实行，请从列表里选',
      'This policy does not hold today where the person lives. Choose from the list.',
    );
  if (basis === null)
    return refuse(
      'household_unseen',
      '您看不到这一户，请交给本人住地的站点',
      'You can’t see this household. Leave it to the office of the person’s home.',
    );
  const found = (lead: Id): LeadEvent =>
    aboutLead('discovery.lead_found', { id: lead, area: resident.area, resident: resident.id }, { foundBy: p.foundBy }, p.words);
  const open = leads.find(({ state }) => isOpen(state));
  if (open !== undefined) return accept([found(open.id)], { lead: open.id, state: open.state, joined: true });
  if (leads.some((one) => one.state === 'applied' && !one.refused && one.version === policy.version)) return no(leadRefusals.applied);
  const same = leads.find((one) => one.basis === basis);
  if (same !== undefined && same.state !== 'lapsed') return no(leadRefusals.closed(same.state));
  if (same !== undefined) {
    const back = aboutLead('discovery.lead_back', { id: same.id, area: resident.area, resident: resident.id }, { green: resident.green });
    return accept([back, found(same.id)], { lead: same.id, state: 'to_tell', joined: true });
  }
  const lead = { id: p.id, area: resident.area, resident: resident.id };
  const opened = { policy: p.policy, version: policy.version, basis, green: resident.green, foundBy: p.foundBy };
  return accept([aboutLead('discovery.lead_opened', lead, opened), found(p.id)], { lead: p.id, state: 'to_tell', joined: false });
};

export type LeadHead = Pick<StoredLead, 'id' | 'area' | 'resident' | 'state' | 'until'> & { readonly green: boolean };

export const lapseLeads = (
  leads: readonly LeadHead[],
  p: { readonly leads: readonly { readonly lead: Id; readonly why: LapseReason }[] },
): Decided<{ lapsed: number }> => {
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  const events = p.leads.flatMap(({ lead: id, why }) => {
    const lead = byId.get(id);
    return lead !== undefined && isOpen(lead.state) ? [aboutLead('discovery.lead_lapsed', lead, { why })] : [];
  });
  return accept(events, { lapsed: events.length });
};

/** What was put off to a day, and what lapsed and holds again. @param day the day screened for */
export const bringBack = (leads: readonly LeadHead[], p: { readonly day: Day }): Decided<{ back: number }> => {
  const events = leads
    .filter(({ state, until }) => state === 'lapsed' || (state === 'later' && until !== null && until <= p.day))
    .map((lead) => aboutLead('discovery.lead_back', lead, { green: lead.green }));
  return accept(events, { back: events.length });
};
