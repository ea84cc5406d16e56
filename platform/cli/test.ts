import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { STAGES, type Stage, type StageName } from '../../tests/stages.ts';
import { openEngine, superuserUrl } from '../db/engine.ts';
import { CHECKOUT, type Run, UsageFault } from './command.ts';
import { bringChromium, bringPostgresql15, type Part } from './parts.ts';
import { add, byRow, type Count, countOf, failedFiles, NOTHING, ONE_FAILED, type Report, report } from './report.ts';
import { runNode } from './shell.ts';

/** One run of Vitest; `postgresql15` repeats the module tests on the oldest server that is promised. */
type Step = { readonly name: string; readonly projects: readonly StageName[]; run?(step: Step): Promise<Count> };

const STEPS: readonly Step[] = [
  { name: 'rules', projects: ['rules'] },
  { name: 'unit', projects: ['unit', 'module'] },
  {
    name: 'postgresql15',
    projects: ['module'],
    run: (step) => withPart(bringPostgresql15(), (binaries) => onPostgresql15(step, binaries)),
  },
  { name: 'rights', projects: ['rights'] },
  { name: 'journeys', projects: ['journeys'], run: (step) => withPart(bringChromium(), (path) => played(step, { DAIBAN_CHROMIUM: path })) },
  { name: 'faults', projects: ['faults'] },
];

/** Where a run leaves its reports and the rows that its passed tests name. */
const RESULTS = join(CHECKOUT, '.daiban', 'test');
const ROWS = join(CHECKOUT, '.daiban', 'rows.txt');

/** Runs every test, or the named steps, and ends with the line `N passed, N failed`. */
export const run: Run = async (args) => {
  const unknown = args.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown !== undefined) {
    const names = STEPS.map((step) => step.name).join(' ');
    throw new UsageFault(`没有这一步测试：${unknown}。有：${names}`, `No such step: ${unknown}. There are: ${names}`);
  }
  mkdirSync(RESULTS, { recursive: true });
  let total = NOTHING;
  for (const step of STEPS) {
    if ((args.length > 0 && !args.includes(step.name)) || !hasTests(step)) continue;
    console.log(`— ${step.name}`);
    total = add(total, await (step.run ?? vitest)(step));
  }
  if (args.length === 0)
    writeFileSync(
      ROWS,
      [...total.rows]
        .sort(byRow)
        .map((row) => `${row}\n`)
        .join(''),
    );
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
};

const hasTests = (step: Step): boolean =>
  step.projects.some((project) => {
    const { include, exclude = [] }: Stage = STAGES[project];
    return globSync([...include], { cwd: CHECKOUT, exclude: [...exclude] }).length > 0;
  });

type Env = Readonly<Record<string, string>>;

/** @param files only these; none = all of the step */
const reported = async (step: Step, env: Env = {}, files: readonly string[] = []): Promise<Report | null> => {
  const file = join(RESULTS, `${step.name}.json`);
  rmSync(file, { force: true });
  const projects = step.projects.flatMap((project) => ['--project', project]);
  await runNode('vitest/vitest.mjs', ['run', ...files, ...projects, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
    env,
    show: true,
  });
  try {
    return report.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.log(`the run left no report: ${(error as Error).message}`);
    return null;
  }
};

const counted = (run: Report | null): Count => (run === null ? ONE_FAILED : countOf(run));

const vitest = async (step: Step, env: Env = {}): Promise<Count> => counted(await reported(step, env));

/** A browser on a busy machine may stumble: a story that fails is played once more, from its beginning at a new office. Failing twice is a fault. */
const played = async (step: Step, env: Env): Promise<Count> => {
  const first = await reported(step, env);
  const files = first === null ? [] : failedFiles(first);
  if (first === null || files.length === 0) return counted(first);
  console.log(`— ${step.name}, once more: ${files.map((path) => basename(path)).join(', ')}`);
  const good = { ...first, success: true, numFailedTests: 0, testResults: first.testResults.filter(({ name }) => !files.includes(name)) };
  const passed = good.testResults.reduce(
    (n, { assertionResults }) => n + assertionResults.filter(({ status }) => status === 'passed').length,
    0,
  );
  return add(countOf({ ...good, numPassedTests: passed }), counted(await reported(step, env, files)));
};

const onPostgresql15 = async (step: Step, binaries: string): Promise<Count> => {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-pg15-'));
  const engine = await openEngine({ dataDir: join(folder, 'data'), options: { binaries, throwaway: true } });
  try {
    return await vitest(step, { TEST_DATABASE_URL: superuserUrl(join(folder, 'data')) });
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What can't be had on a machine is said; where nothing may be left out (DAIBAN_STRICT, set by .ci/run) it is a failure. */
const withPart = async (part: Promise<Part>, use: (path: string) => Promise<Count>): Promise<Count> => {
  const brought = await part;
  if ('path' in brought) return use(brought.path);
  console.log(`not run: ${brought.notRun}`);
  return process.env.DAIBAN_STRICT === '1' ? ONE_FAILED : NOTHING;
};
