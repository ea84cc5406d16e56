import type { PointGroup } from 'signature_pad';

/** A point of a stroke: x, y in thousandths of the field's width, ms since the first touch. */
export type Point = [x: number, y: number, ms: number];

/** The limits of materials' contract: a longer stroke is thinned, never cut. */
const MOST_POINTS = 2_000;
const MOST_STROKES = 60;

const thin = <T>(points: readonly T[]): readonly T[] => {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_point, n) => n % every === 0 || n === points.length - 1).slice(0, MOST_POINTS);
};

/** What signature_pad recorded, independent of the phone's size. @param width of the field, in the same unit as the points */
export const strokesOf = (groups: readonly PointGroup[], width: number): Point[][] => {
  const start = groups[0]?.points[0]?.time ?? 0;
  const place = (at: number): number => Math.min(4_000, Math.max(0, Math.round((at / width) * 1_000)));
  return groups
    .slice(0, MOST_STROKES)
    .map(({ points }) => thin(points).map(({ x, y, time }): Point => [place(x), place(y), Math.min(3_600_000, Math.max(0, time - start))]));
};
