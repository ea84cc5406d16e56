/** What canonical JSON can't carry: undefined at the top, functions, NaN, half a character, nesting without end. */
export class NotCanonical extends Error {}

/** Deeper than anything a contract describes, shallow enough for the stack. */
const DEEPEST = 200;

/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them.
 * Two equal values give the same text, so a hash over it means something.
 * @throws {NotCanonical}
 */
export const canonical = (value: unknown, depth = 0): string => {
  if (depth > DEEPEST) throw new NotCanonical('nested too deep');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical('a number that is not finite');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new NotCanonical('half a character');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item === undefined ? null : item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') {
    const entries = value as Record<string, unknown>;
    const parts: string[] = [];
    for (const key of Object.keys(entries).sort()) {
      if (entries[key] !== undefined) parts.push(`${canonical(key)}:${canonical(entries[key], depth + 1)}`);
    }
    return `{${parts.join(',')}}`;
  }
  throw new NotCanonical(`${typeof value} has no JSON form`);
};
