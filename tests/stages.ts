/** Kinds of tests, in the order in which `./daiban test` runs them: what is cheap and basic first. */
export const STAGES = {
  rules: { include: ['tests/rules/**/*.test.ts'], timeout: 30_000, alone: false },
  unit: {
    include: ['{kernel,platform,db,bench}/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'modules/**/*.test.ts', 'tests/calendar*.test.ts'],
    exclude: ['modules/**/*module.test.ts', 'web/**/screens.test.ts'],
    timeout: 30_000,
    alone: false,
  },
  module: {
    include: ['modules/**/*module.test.ts', 'processes/**/*.test.ts', 'tests/*.test.ts'],
    exclude: ['tests/calendar*.test.ts'],
    timeout: 60_000,
    alone: false,
  },
  rights: { include: ['tests/rights/**/*.test.ts'], timeout: 120_000, alone: false },
  // What needs a browser: screens looked at one by one, then stories through all of them.
  journeys: { include: ['web/**/screens.test.ts', 'tests/journeys/**/*.test.ts'], timeout: 180_000, alone: true },
  faults: { include: ['tests/faults/**/*.test.ts'], timeout: 300_000, alone: true },
} as const satisfies Record<string, Stage>;

export type StageName = keyof typeof STAGES;

/** `timeout` of one test in ms; `alone`: one file at a time. */
export type Stage = {
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly timeout: number;
  readonly alone: boolean;
};
