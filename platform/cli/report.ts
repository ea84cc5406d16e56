import { z } from 'zod';

/** What Vitest's JSON report says, as far as we count it. */
export const report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      /** the file */
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});
export type Report = z.infer<typeof report>;

/** The files in which something failed. */
export const failedFiles = (run: Report): readonly string[] =>
  run.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

export type Count = { readonly passed: number; readonly failed: number; readonly rows: ReadonlySet<string> };

export const NOTHING: Count = { passed: 0, failed: 0, rows: new Set() };
export const ONE_FAILED: Count = { ...NOTHING, failed: 1 };

/** A file that could not be loaded has no tests and counts as one failure; so does a run that failed otherwise. */
export const countOf = (run: Report): Count => {
  const unloaded = run.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const failed = run.numFailedTests + unloaded.length;
  const passed = run.testResults.flatMap(({ assertionResults }) => assertionResults.filter((one) => one.status === 'passed'));
  return {
    passed: run.numPassedTests,
    failed: failed === 0 && !run.success ? 1 : failed,
    rows: new Set(passed.flatMap(({ fullName }) => rowsIn(fullName))),
  };
};

export const add = (one: Count, other: Count): Count => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  rows: new Set([...one.rows, ...other.rows]),
});

/** Rows of docs/mission.md that a test's title names: `[K3]`, `[M3 M4]`. */
export const rowsIn = (title: string): readonly string[] =>
  [...title.matchAll(/\[((?:[A-Z]\d{1,2}[ ,]*)+)\]/g)].flatMap(([, rows]) => rows!.split(/[ ,]+/).filter(Boolean));

/** N1, N2, N10, C1: by letter, then by number. */
export const byRow = (one: string, other: string): number =>
  one.charCodeAt(0) - other.charCodeAt(0) || Number(one.slice(1)) - Number(other.slice(1));
