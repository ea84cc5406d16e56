import type { ItemVersion } from '../../catalogue/contract.ts';
import { tripsSpared } from '../../catalogue/domain.ts';

/** Trips, hours and fares (T5): what the item would have taken alone, against what the person did. */

/** A way to one's own station is none that Daiban is there to spare. */
const isFar = (place: string): boolean => place !== 'station';

export const sparedBy = (version: ItemVersion, madeTo: readonly string[]) => {
  const { trips, hoursEach, fareEach } = version.visit.alone;
  const spared = tripsSpared(version, madeTo.filter(isFar).length);
  return {
    alone: { trips, hours: trips * hoursEach, fen: String(BigInt(trips) * BigInt(fareEach)) },
    spared: { trips: spared.trips, hours: spared.hours, fen: String(spared.fen) },
  };
};
