import { expect, test } from 'vitest';
import { add, byRow, countOf, failedFiles, NOTHING, ONE_FAILED, rowsIn } from './report.ts';

const one = (status: string, fullName: string) => ({ status, fullName });

test('counts tests over runs; a file that could not be loaded is one failure; skipped tests count nowhere', () => {
  const run = {
    success: false,
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [
      {
        name: 'a',
        status: 'failed',
        assertionResults: [one('passed', '[K3] accepts'), one('failed', '[K4] returns'), one('skipped', '[K5] waits')],
      },
      { name: 'b', status: 'passed', assertionResults: [one('passed', 'cases [M3 M4] signs')] },
      { name: 'c', status: 'failed', assertionResults: [] },
    ],
  };
  expect(failedFiles(run)).toEqual(['a', 'c']);
  expect(add(countOf(run), ONE_FAILED)).toEqual({ passed: 2, failed: 3, rows: new Set(['K3', 'M3', 'M4']) });
});

test('a run that failed beside its tests is not a passed one', () => {
  const run = {
    success: false,
    numPassedTests: 1,
    numFailedTests: 0,
    testResults: [{ name: 'a', status: 'passed', assertionResults: [one('passed', 'x')] }],
  };
  expect(countOf(run).failed).toBe(1);
  expect(countOf({ ...run, success: true }).failed).toBe(0);
  expect(NOTHING.failed).toBe(0);
});

test('rows are read from titles and sorted as the mission lists them', () => {
  expect(rowsIn('[N10] and [N2, K1] but [x] and K9')).toEqual(['N10', 'N2', 'K1']);
  expect(['N10', 'K1', 'N2'].sort(byRow)).toEqual(['K1', 'N2', 'N10']);
});
