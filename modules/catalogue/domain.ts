import type { ItemVersion } from './contract.ts';

/** What the catalogue decides: what is missing, what may be accepted, which errands it takes. Pure; runs on the server and on the phone. */
export { judge, type Verdict } from './domain/condition.ts';
export { type PlannedErrand, planErrands } from './domain/errands.ts';
export { heldBack, levelAt, type Office } from './domain/level.ts';
export { type Acceptance, canAccept, type Given, type MaterialsNotice, type Missing, missingMaterials } from './domain/materials.ts';
export { type ItemState, publish } from './domain/publish.ts';
export { checkItem, checkVersions, type Finding } from './domain/quality.ts';

/** The version in force on a day, of one item's versions; where dates overlap, the higher number. */
export const versionOn = (versions: readonly ItemVersion[], day: string): ItemVersion | null =>
  versions
    .filter((version) => version.validFrom <= day && (version.validTo === null || day <= version.validTo))
    .reduce<ItemVersion | null>((best, version) => (best === null || version.version > best.version ? version : best), null);

export type TripsSpared = { readonly trips: number; readonly hours: number; readonly fen: bigint };

/**
 * The trips, hours and fares that the resident did not have to spend (T5): those needed without Daiban, less those made.
 * @param tripsMade how often the resident came in person. More than needed spares nothing; it never counts as negative.
 */
export const tripsSpared = (version: ItemVersion, tripsMade: number): TripsSpared => {
  const { trips, hoursEach, fareEach } = version.visit.alone;
  const spared = Math.max(0, trips - tripsMade);
  return { trips: spared, hours: spared * hoursEach, fen: BigInt(spared) * BigInt(fareEach) };
};
