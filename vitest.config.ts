import { configDefaults, defineConfig } from 'vitest/config';
import { STAGES, type Stage } from './tests/stages.ts';

/** A stage as a Vitest project, so that one can run after another. Its PostgreSQL starts when a test first asks for a database. */
const project = ([name, stage]: [string, Stage]) => ({
  test: {
    name,
    include: [...stage.include],
    exclude: [...configDefaults.exclude, ...(stage.exclude ?? [])],
    testTimeout: stage.timeout,
    hookTimeout: Math.max(stage.timeout, 60_000),
    pool: 'forks' as const,
    fileParallelism: !stage.alone,
    globalSetup: ['tests/support/globalSetup.ts'],
  },
});

export default defineConfig({ test: { maxWorkers: 2, projects: Object.entries<Stage>(STAGES).map(project) } });
