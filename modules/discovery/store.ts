import { cell } from '../../platform/crypto/index.ts';
import type { Projections } from '../../platform/executor/types.ts';
import type { SealedTable } from '../../platform/rotation/sealed.ts';

/** Where the words of a step stand: what the person said. */
export const stepWords = (district: string, step: string) => cell('discovery_step', 'words', district, step);

/** What discovery keeps encrypted: every sealed column stands here, or a rotation of the keys refuses to begin. */
export const sealed: readonly SealedTable[] = [
  { table: 'discovery_step', values: [{ column: 'words', place: ({ district, id }) => stepWords(district, id) }] },
];

/** The rows that discovery's events make. The only SQL that writes discovery's tables stands in store/. */
export const projections: Projections = {};
