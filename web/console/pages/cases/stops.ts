import { STAGE_NAMES } from '../../../../modules/catalogue/contract.ts';
import type { Stop } from '../../../ui/route-line.ts';
import { type Lang, pick } from '../../../ui/words.ts';
import { STAGE_BY_NAMES } from '../../parts/item-words.ts';
import { type CasePage, CLOSED, STATE_NAMES, TURN_NAMES } from './case-words.ts';

const MOODS: Readonly<Partial<Record<CasePage['case']['state'], NonNullable<Stop['mood']>>>> = {
  awaiting_correction: 'waiting',
  not_approved: 'refused',
  refused_acceptance: 'refused',
  acceptance_revoked: 'refused',
  withdrawn: 'refused',
};

/**
 * The stages of the item as a line: who passed each, when and where; the present one with whose turn it is and its promised day.
 * A case that was put back passes a stage again: the last entry that was not struck speaks.
 */
export const stopsOf = (page: CasePage, lang: Lang): readonly Stop[] => {
  const { item, stages, clocks } = page;
  const here = item.stages.findIndex(({ stage }) => stage === page.case.stage);
  const promised = clocks.find(({ kind, state }) => kind === 'promised' && state !== 'stopped');
  return item.stages.map(({ stage, by }, n): Stop => {
    const last = stages.findLast((row) => row.stage === stage && !row.struck);
    const name = pick(lang, STAGE_NAMES[stage]);
    const planned = by === 'department' ? pick(lang, item.department.name) : pick(lang, STAGE_BY_NAMES[by]);
    if (n < here) return { name, state: 'passed', who: last?.by ?? undefined, at: last?.at, note: last?.site ?? undefined };
    // Names of departments are long: the note may break, a person's name may not.
    const whose = by === 'department' ? { note: planned } : { who: planned };
    if (n > here) return { name, state: CLOSED.has(page.case.state) && page.case.state !== 'delivered' ? 'left_out' : 'coming', ...whose };
    const done = page.case.state === 'delivered';
    const late = promised?.level === 'red';
    const { turn } = page.case;
    return {
      name,
      state: 'present',
      who: turn === null ? (last?.by ?? undefined) : pick(lang, TURN_NAMES[turn]),
      at: last?.at,
      due: done || CLOSED.has(page.case.state) ? undefined : (promised?.due ?? undefined),
      mood: done ? 'done' : (MOODS[page.case.state] ?? (late ? 'late' : undefined)),
      note: turn === 'department' ? pick(lang, item.department.name) : pick(lang, STATE_NAMES[page.case.state]),
    };
  });
};
