import { defineConfig } from 'vitest/config';

/** Tests by kind, so that `./daiban test` can run one kind after another. All share one PostgreSQL per run, started when first asked for. */
const project = (name: string, include: string[], timeout: number, alone = false) => ({
  test: {
    name,
    include,
    testTimeout: timeout,
    hookTimeout: Math.max(timeout, 60_000),
    pool: 'forks' as const,
    fileParallelism: !alone,
    globalSetup: ['tests/support/globalSetup.ts'],
    // Legal days are Shanghai's whatever the machine's zone is; a run may set TZ to prove it.
    env: process.env.TZ === undefined ? {} : { TZ: process.env.TZ },
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('rules', ['tests/rules/**/*.test.ts'], 30_000),
      project('unit', ['{kernel,platform,web,db,bench}/**/*.test.{ts,tsx}', 'modules/**/!(module).test.ts'], 20_000),
      project('module', ['{modules,processes}/**/*module.test.ts', 'processes/**/*.test.ts', 'tests/*.test.ts'], 30_000),
      project('rights', ['tests/rights/**/*.test.ts'], 120_000),
      project('journeys', ['tests/journeys/**/*.test.ts'], 180_000, true),
      project('faults', ['tests/faults/**/*.test.ts'], 300_000, true),
    ],
  },
});
