/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them.
 * Two equal values give the same text, so a hash over it means something.
 * @throws on what JSON can't carry (undefined at the top, functions, NaN, lone surrogates): a bug, not a user's mistake
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonical: number is not finite');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error('canonical: lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object') {
    const entries = value as Record<string, unknown>;
    const parts: string[] = [];
    for (const key of Object.keys(entries).sort()) {
      if (entries[key] !== undefined) parts.push(`${canonical(key)}:${canonical(entries[key])}`);
    }
    return `{${parts.join(',')}}`;
  }
  throw new Error(`canonical: ${typeof value} has no JSON form`);
};
