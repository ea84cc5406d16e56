import { rowsIn } from '../../platform/cli/report.ts';
import { type Breach, type Files, isTest, parsed } from './source.ts';

/** Rows that docs/rows.md lists as done: `- K3 …` or `| K3 | …`, one a line. */
export const claimed = (document: string): readonly string[] =>
  [...document.matchAll(/^(?:- |\| ?)([A-Z]\d{1,2})\b/gm)].map(([, row]) => row!);

/** Every row of the mission: `- K3 …`. */
export const rowsOfMission = (mission: string): readonly string[] => [...mission.matchAll(/^- ([A-Z]\d{1,2}) /gm)].map(([, row]) => row!);

/** A row that is claimed is one of the mission's, and at least one test names it. */
export const rows = (files: Files, document: string, mission: string): readonly Breach[] => {
  const known = new Set(rowsOfMission(mission));
  const named = new Set(
    [...files]
      .filter(([path]) => isTest(path) && path.endsWith('.ts') && !path.startsWith('tests/rules/'))
      .flatMap(([path, source]) => parsed(path, source).texts.flatMap(rowsIn)),
  );
  return claimed(document).flatMap((row) => {
    if (!known.has(row)) return [`docs/rows.md names ${row}, which docs/mission.md does not have`];
    return named.has(row) ? [] : [`docs/rows.md says that ${row} is done, but no test's title has [${row}]`];
  });
};
