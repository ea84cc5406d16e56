import { type Breach, type Files, isCode, isTest, parsed } from './source.ts';

/** Where a module keeps its SQL: what writes its tables; what answers questions, and what a command loads before it is decided. */
const STORE = /^modules\/[^/]+\/store(\.ts$|\/)/;
const READS = /^modules\/[^/]+\/(reads|commands)(\.ts$|\/)/;

/** Parts that must have none: a decision, a step across modules, a screen. */
const JUDGED = /^(kernel|modules|processes|web|platform)\//;

const STATEMENT =
  /^\s*(?:with\b[\s\S]*?\)\s*)?(?:select\b[\s\S]*\b(?:from|as)\b|insert\s+into\b|update\s+\S+\s+(?:\w+\s+)?set\b|delete\s+from\b|merge\s+into\b|truncate\b)/i;
const WRITTEN = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\s+)?"?([a-z][a-z0-9_]*)"?/gi;
/** A name with a bracket is a function: as much a face of its module as a view. */
const READ = /\b(?:from|join|using)\s+(?:only\s+|lateral\s+)?"?([a-z][a-z0-9_]*)\b"?(?!\s*\()/gi;

const names = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, name]) => name!.toLowerCase());

/**
 * SQL stands in a module's store, reads and commands (and in platform/), writes in the store only and on the module's own tables;
 * of others' data only the views that they publish (`cases_v_open`), of modules that come before.
 */
export const sql = (files: Files, order: readonly string[]): readonly Breach[] =>
  [...files].flatMap(([path, source]) => {
    if (!isCode(path) || isTest(path) || !JUDGED.test(path)) return [];
    const statements = parsed(path, source).texts.filter((text) => STATEMENT.test(text));
    return [...new Set(statements.flatMap((text) => judge(path, text, order)))];
  });

const judge = (path: string, text: string, order: readonly string[]): readonly Breach[] => {
  const ownerOf = (table: string): string | undefined => order.find((module) => table.startsWith(`${module}_`));
  const written = names(text, WRITTEN).filter((name) => name !== 'set');
  const used = [...written, ...names(text, READ)];
  if (path.startsWith('platform/')) {
    return used.filter((table) => ownerOf(table)).map((table) => `${path} knows ${table}: platform/ has no word of the mission`);
  }
  const own = path.split('/')[1]!;
  if (!STORE.test(path) && !READS.test(path))
    return [`${path} holds SQL: it belongs in store.ts, reads.ts or the loads of commands.ts of a module`];
  const foreign = (table: string): boolean => ownerOf(table) !== undefined && ownerOf(table) !== own;
  return [
    ...(STORE.test(path) ? [] : written.map((table) => `${path} writes ${table}: only store.ts writes`)),
    ...written.filter(foreign).map((table) => `${path} writes ${table}, which belongs to ${ownerOf(table)}`),
    ...used
      .filter((table) => foreign(table) && !table.startsWith(`${ownerOf(table)}_v_`))
      .map((table) => `${path} uses ${table}: of ${ownerOf(table)} only its views ${ownerOf(table)}_v_*`),
    ...used
      .filter((table) => foreign(table) && order.indexOf(ownerOf(table)!) > order.indexOf(own))
      .map((table) => `${path} uses ${table}: ${ownerOf(table)} comes after ${own} in modules/order.ts`),
  ];
};
