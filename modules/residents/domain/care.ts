import type { Role } from '../../../kernel/actor.ts';
import { withinAny } from '../../../kernel/area.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import { addDays, type Day } from '../../../kernel/time.ts';
import type { CARE_LEVELS, CareHow, CareKind, CareLine } from '../contract/care.ts';
import { aboutResident, type ResidentRef } from './events.ts';
import { notFound } from './identity.ts';

/** What a care list promises about one person: a visit every so many days. */
export type CareRhythm = { readonly since: Day; readonly lastOn: Day | null; readonly everyDays: number };

/** A visit is due soon in its last days, at most so many. */
const SOON_DAYS = 3;

/** The day by which somebody should have been there; a visit from before the entry began puts nothing off. */
export const careDueOn = ({ since, lastOn, everyDays }: CareRhythm): Day =>
  addDays(lastOn !== null && lastOn > since ? lastOn : since, everyDays);

/** From this day on the visit is due soon: amber. */
export const careAmberOn = (rhythm: CareRhythm): Day => addDays(careDueOn(rhythm), -Math.min(SOON_DAYS, rhythm.everyDays - 1));

export const careLevel = (rhythm: CareRhythm, today: Day): (typeof CARE_LEVELS)[number] =>
  today > careDueOn(rhythm) ? 'overdue' : today >= careAmberOn(rhythm) ? 'due' : 'fine';

/** Who may be named as the one who visits. */
const CARERS: readonly Role[] = ['clerk', 'helper', 'coordinator', 'referrer'];
export type CarerPost = { readonly role: Role; readonly ranges: readonly string[] };

const carerWrong = (carer: CarerPost | null, area: string) => {
  if (carer === null || !CARERS.includes(carer.role))
    return refuse(
      'carer_missing',
      '没有这个岗位，或者它不做走访，请另选一位',
      'There is no such post, or it makes no visits. Choose another.',
    );
  if (!withinAny(area, carer.ranges))
    return refuse('carer_elsewhere', '这位同事不管那一片，请另选一位', 'That colleague does not work there. Choose another.');
  return null;
};

const aboutCare = <D, X>(type: string, id: string, area: string, data: D, detail?: X): EventOf => ({
  type,
  stream: 'care',
  streamId: id,
  area,
  data,
  ...(detail === undefined ? {} : { detail }),
});

type PutOn = {
  readonly id: string;
  readonly kind: CareKind;
  readonly called: string | null;
  readonly line: CareLine;
  readonly because: string | null;
  readonly words: string | null;
  readonly carer: string;
  readonly everyDays: number;
  readonly since: Day;
};
export type PutOnState = {
  readonly resident: (ResidentRef & { readonly diedOn: Day | null; readonly mergedInto: string | null }) | null;
  readonly carer: CarerPost | null;
  /** Whether the fact named in `because` is known to be so today, and may be seen by who acts. */
  readonly known: boolean;
  /** On the same list already. */
  readonly already: boolean;
};

const alreadyOn = refuse('care_already', '他已经在这个名单上了', 'The person is on this list already.');

/** Which list a person is on tells of health and money: detail. */
export const putOnCareList = (state: PutOnState, p: PutOn, { today }: { readonly today: Day }): Decision<EventOf, { id: string }> => {
  const { resident } = state;
  if (!resident) return notFound;
  if (resident.mergedInto !== null)
    return refuse('resident_merged', '这份登记已并入另一份，请打开那一份', 'This record was merged into another. Open that one.');
  if (resident.diedOn !== null) return refuse('care_died', '这个人已经去世', 'The person has died.');
  if (p.since > today) return refuse('care_future', '日期在将来，请改一下', 'The day lies in the future. Correct it.');
  if ((p.kind === 'other') !== (p.called !== null))
    return refuse(
      'care_called',
      '选“其他”才要、也一定要写名单叫什么',
      'A list has a name of its own if it is another kind, and only then.',
    );
  if (p.because === null && p.words === null)
    return refuse('care_why_missing', '写一句为什么列入，或选一条情况', 'Say why, or choose a fact.');
  if (p.because !== null && !state.known)
    return refuse(
      'care_fact_not_known',
      '选的那条情况现在不能确定，请先核实，或写一句为什么',
      'That fact is not known today. Settle it first, or say why in words.',
    );
  const wrong = carerWrong(state.carer, resident.area);
  if (wrong) return wrong;
  if (state.already) return alreadyOn;
  const { id, kind, called, line, because, words, ...data } = p;
  return accept(
    [
      aboutCare(
        'residents.care_put_on',
        id,
        resident.area,
        { id, resident: resident.id, carer: data.carer, everyDays: data.everyDays, since: data.since },
        { kind, called, line, because, words },
      ),
    ],
    { id },
  );
};

export type CareEntry = {
  readonly id: string;
  readonly area: string;
  readonly carer: string;
  readonly everyDays: number;
  readonly ended: boolean;
};
const ended = refuse('care_ended', '他已经不在这个名单上了', 'The person is no longer on this list.');

export const changeCarer = (
  state: { readonly entry: CareEntry; readonly carer: CarerPost | null } | null,
  p: { readonly carer: string; readonly everyDays: number },
): Decision<EventOf, { id: string }> => {
  if (!state) return notFound;
  const { entry } = state;
  if (entry.ended) return ended;
  const wrong = carerWrong(state.carer, entry.area);
  if (wrong) return wrong;
  if (entry.carer === p.carer && entry.everyDays === p.everyDays)
    return refuse('care_same', '和现在一样，没有要改的', 'Nothing differs from what holds now.');
  const was = { carer: entry.carer, everyDays: entry.everyDays };
  return accept(
    [aboutCare('residents.carer_changed', entry.id, entry.area, { id: entry.id, carer: p.carer, everyDays: p.everyDays, was })],
    {
      id: entry.id,
    },
  );
};

export const takeOffCareList = (
  entry: CareEntry | null,
  p: { readonly reason: string },
  { today }: { readonly today: Day },
): Decision<EventOf, { id: string }> => {
  if (!entry) return notFound;
  if (entry.ended) return ended;
  return accept([aboutCare('residents.care_ended', entry.id, entry.area, { id: entry.id, on: today }, { reason: p.reason })], {
    id: entry.id,
  });
};

/** Off line a visit may arrive after somebody was taken off: then it is said, and the visit goes to whoever is still on a list. */
export const recordCareVisit = (
  state: { readonly resident: ResidentRef; readonly entries: readonly CareEntry[] } | null,
  p: { readonly id: string; readonly care: readonly string[]; readonly on: Day; readonly how: CareHow; readonly words: string | null },
  { today }: { readonly today: Day },
): Decision<EventOf, { id: string }> => {
  if (!state || p.care.some((one) => !state.entries.some(({ id }) => id === one))) return notFound;
  if (p.on > today)
    return refuse('care_visit_future', '看望的日期在将来，请改一下', 'The day of the visit lies in the future. Correct it.');
  if (state.entries.some((entry) => entry.ended)) return ended;
  const { resident } = state;
  const data = { id: p.id, resident: resident.id, care: [...new Set(p.care)], on: p.on, how: p.how };
  return accept([aboutResident('residents.care_visited', resident, data, { words: p.words })], { id: p.id });
};

/** Who wrote a visit takes it back; whoever runs the lists may too. */
export const withdrawCareVisit = (
  state: { readonly resident: ResidentRef; readonly care: readonly string[]; readonly byPost: string; readonly withdrawn: boolean } | null,
  p: { readonly id: string; readonly reason: string },
  { actor }: { readonly actor: { readonly role: Role; readonly post: string } },
): Decision<EventOf, { id: string }> => {
  if (!state || (actor.role === 'referrer' && state.byPost !== actor.post)) return notFound;
  if (state.withdrawn) return refuse('care_visit_withdrawn', '这次看望已经撤销了', 'This visit is withdrawn already.');
  const { resident } = state;
  return accept(
    [
      aboutResident(
        'residents.care_visit_withdrawn',
        resident,
        { id: p.id, resident: resident.id, care: state.care },
        { reason: p.reason },
      ),
    ],
    { id: p.id },
  );
};
