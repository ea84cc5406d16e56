/**
 * What to ask next. A verdict that misses some facts is settled for certain once all of them are known, whatever the answers,
 * and not before (verdict.ts names exactly the facts that could still change it).
 */
export type Opening = {
  /** Facts still missing, as `missingNames` writes them. */
  readonly missing: readonly string[];
  /** How many verdicts wait like this (a visit round: over all its residents). */
  readonly count: number;
};
export type Question = {
  readonly facts: readonly string[];
  /** Verdicts that are settled for certain once these are answered. */
  readonly settles: number;
};

export const MOST_QUESTIONS = 3;

/** Adds up openings that wait for the same facts. */
export const gather = (openings: readonly Opening[]): readonly Opening[] => {
  const byText = new Map<string, { missing: readonly string[]; count: number }>();
  for (const { missing, count } of openings) {
    const sorted = [...missing].sort();
    const text = sorted.join('\n');
    const known = byText.get(text);
    if (known) known.count += count;
    else byText.set(text, { missing: sorted, count });
  }
  return [...byText.values()];
};

/**
 * For one, two, three questions the set of facts that settles the most verdicts; a larger set only where it settles more than a smaller one.
 * Equal to trying every set: the best one is a union of whole openings. Ties: the facts that more openings wait for, then the order of `facts`.
 * @param facts every fact that may be asked, in dictionary order
 */
export const nextQuestions = (openings: readonly Opening[], facts: readonly string[], most = MOST_QUESTIONS): readonly Question[] => {
  const place = new Map(facts.map((fact, i) => [fact, i]));
  const real = gather(openings).filter(({ missing }) => missing.length > 0 && missing.every((fact) => place.has(fact)));
  const small = real
    .filter(({ missing }) => missing.length <= most)
    .map(({ missing, count }) => ({ ids: missing.map((fact) => place.get(fact)!).sort((a, b) => a - b), count }));
  const waits = new Float64Array(facts.length);
  for (const { missing, count } of real) for (const fact of missing) waits[place.get(fact)!]! += count;

  const unions = new Map<string, readonly number[]>();
  const grow = (have: readonly number[], from: number): void => {
    for (let i = from; i < small.length; i += 1) {
      const extra = small[i]!.ids.filter((id) => !have.includes(id));
      if (extra.length === 0 || have.length + extra.length > most) continue;
      const next = [...have, ...extra].sort((a, b) => a - b);
      const text = next.join();
      if (!unions.has(text)) {
        unions.set(text, next);
        grow(next, 0);
      }
    }
  };
  grow([], 0);
  const scored = [...unions.values()].map((ids) => ({
    ids,
    settles: small.reduce((sum, s) => (s.ids.every((id) => ids.includes(id)) ? sum + s.count : sum), 0),
    waits: ids.reduce((sum, id) => sum + waits[id]!, 0),
  }));
  scored.sort(
    (a, b) => b.settles - a.settles || a.ids.length - b.ids.length || b.waits - a.waits || (a.ids.join() < b.ids.join() ? -1 : 1),
  );
  const out: Question[] = [];
  for (let size = 1; size <= most; size += 1) {
    const best = scored.find(({ ids }) => ids.length <= size);
    if (best && best.settles > (out.at(-1)?.settles ?? 0)) out.push({ facts: best.ids.map((id) => facts[id]!), settles: best.settles });
  }
  if (out.length > 0 || real.length === 0) return out;
  // nothing can be settled so soon: begin with what most verdicts wait for
  const first = waits.indexOf(Math.max(...waits));
  return [{ facts: [facts[first]!], settles: 0 }];
};
