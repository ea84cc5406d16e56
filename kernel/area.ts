/**
 * Area paths: an immutable code of our own, segments joined by dots, each closed by a dot: `33.3309.330903.myd.`
 * Whether one area lies in another is a comparison of texts, which PostgreSQL can index and may use under row-level security.
 * All comparisons are by code point (collation C).
 */
export type AreaPath = string;

/** A path: 1–12 segments of 1–12 lower-case letters or digits. */
export const AREA_PATH = /^(?:[0-9a-z]{1,12}\.){1,12}$/;

/** The half-open range of texts that holds the area and all below it: [path, path with its last '.' made '/'). */
export const rangeOf = (path: AreaPath): { readonly from: string; readonly to: string } => ({ from: path, to: `${path.slice(0, -1)}/` });

export const within = (path: AreaPath, ancestor: AreaPath): boolean => path.startsWith(ancestor);

export const withinAny = (path: AreaPath, ranges: readonly AreaPath[]): boolean => ranges.some((range) => within(path, range));

/** The areas above, outermost first, the path itself last. */
export const lineage = (path: AreaPath): readonly AreaPath[] => {
  const out: AreaPath[] = [];
  let at = path.indexOf('.');
  while (at >= 0) {
    out.push(path.slice(0, at + 1));
    at = path.indexOf('.', at + 1);
  }
  return out;
};
