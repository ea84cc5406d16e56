import type { Instant, Lang } from '../../../kernel/time.ts';
import type { Holder, HolderKind, ParcelWithLine } from '../contract.ts';
import { sameHolder } from './parcel.ts';

/** A hand-over as the line keeps it. */
export type Link = { readonly n: number; readonly giver: Holder | null; readonly taker: Holder };

/** Whether each giver is the taker before, from a registration without giver on: the rule that the database keeps too. */
export const chainHolds = (line: readonly Link[]): boolean =>
  line.every(
    (link, i) => link.n === i && (i === 0 ? link.giver === null : link.giver !== null && sameHolder(link.giver, line[i - 1]!.taker)),
  );

/** Exactly one at any moment: the last taker. null before registration. */
export const presentHolder = (line: readonly Link[]): Holder | null => line.at(-1)?.taker ?? null;

const KIND_NAMES: Readonly<Record<HolderKind, Readonly<Record<Lang, string>>>> = {
  post: { zh: '工作人员', en: 'staff' },
  resident: { zh: '本人', en: 'the person' },
  relative: { zh: '亲属', en: 'a relative' },
  site: { zh: '站点', en: 'the office' },
  box: { zh: '漂流箱', en: 'the box' },
  department: { zh: '部门', en: 'the department' },
  carrier: { zh: '船上', en: 'on board' },
};

/** What a holder is called: by name where they have one that may be seen, else by what they are. */
export const sayHolder = (kind: HolderKind, name: string | null): Readonly<Record<Lang, string>> =>
  name === null ? KIND_NAMES[kind] : { zh: name, en: name };

/** A stop in the shape of the screens' route line. */
export type LineStop = {
  readonly name: string;
  readonly state: 'passed' | 'present' | 'left_out';
  readonly who: string;
  readonly at: Instant;
  readonly due?: Instant | undefined;
  readonly mood?: 'waiting' | 'late' | 'done' | undefined;
  readonly note?: string | undefined;
};

const moodOf = (parcel: ParcelWithLine, now: Instant): LineStop['mood'] => {
  if (parcel.state === 'delivered') return 'done';
  if (parcel.state !== 'held' || (parcel.expectedBy !== null && parcel.expectedBy < now)) return 'late';
  return parcel.offeredTo === null ? undefined : 'waiting';
};

/** The hand-overs as stops: where, with whom, since when; the present one with the day by which it should move on. @param now UTC */
export const stopsOf = (parcel: ParcelWithLine, lang: Lang, now: Instant): readonly LineStop[] =>
  parcel.line.map((stop, i): LineStop => {
    const who = sayHolder(stop.taker.kind, stop.taker.name)[lang];
    const said = parcel.notes.filter((note) => note.n === stop.n).map((note) => note.says);
    const note = [...(stop.reason === null ? [] : [stop.reason]), ...said].join('；') || undefined;
    const base = { name: stop.place, who, at: stop.at, note };
    if (i === parcel.line.length - 1) return { ...base, state: 'present', due: parcel.expectedBy ?? undefined, mood: moodOf(parcel, now) };
    return { ...base, state: stop.struck ? 'left_out' : 'passed' };
  });
