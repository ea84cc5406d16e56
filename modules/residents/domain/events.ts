import type { EventOf } from '../../../kernel/contract.ts';

/** A person's record: its stream, and the area of the office that owns it. */
export type ResidentRef = { readonly id: string; readonly area: string };

/** An entry on a person's stream. `data`: ids, codes, days; `detail`: what is personal. */
export const aboutResident = <T extends string, D, X>(type: T, { id, area }: ResidentRef, data: D, detail?: X): EventOf<T, D, X> => ({
  type,
  stream: 'resident',
  streamId: id,
  area,
  data,
  ...(detail === undefined ? {} : { detail }),
});

/** A death. Consents end with it, and whoever holds open matters of the person must be told: the process that records a death emits theirs beside this. */
export const residentDied = (ref: ResidentRef, death: { readonly diedOn: string; readonly source: string; readonly note: string | null }) =>
  aboutResident('residents.died', ref, { id: ref.id, diedOn: death.diedOn, source: death.source }, { note: death.note });
