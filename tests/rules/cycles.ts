import { type Breach, type Files, importsOf, isCode } from './source.ts';

/** No import may lead back to where it came from, types included: each knot is one breach, its files in order. */
export const cycles = (files: Files): readonly Breach[] => {
  const edges = new Map(
    [...files].filter(([path]) => isCode(path)).map(([path, source]) => [path, importsOf(path, source).own.filter((to) => files.has(to))]),
  );
  // Tarjan: files that reach one another are one component.
  const found: Breach[] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.get(path)!);
    stack.push(path);
    for (const to of edges.get(path) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(path, Math.min(low.get(path)!, low.get(to)!));
    }
    if (low.get(path) !== index.get(path)) return;
    const knot = stack.splice(stack.indexOf(path));
    if (knot.length > 1 || edges.get(path)?.includes(path)) found.push(`import cycle: ${knot.sort().join(' → ')}`);
  };
  for (const path of edges.keys()) if (!index.has(path)) visit(path);
  return found;
};
