import { describe, expect, test } from 'vitest';
import { runNode } from '../platform/cli/shell.ts';

/** What counts days, hours and clocks. The rest of the suite runs in whatever zone the machine has. */
const PARTS = ['kernel/', 'platform/calendar/', 'modules/work/domain/', 'modules/cases/domain.test.ts', 'modules/trips/domain.test.ts'];

describe('days and clocks', () => {
  test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])('[I2] [K6] come out the same on a machine in %s', async (zone) => {
    const { code, output } = await runNode('vitest/vitest.mjs', ['run', '--project', 'unit', ...PARTS], {
      env: { TZ: zone, NO_COLOR: '1' },
    });
    expect(output).toMatch(/Tests +\d{2,} passed/);
    expect(code, output.slice(-3000)).toBe(0);
  });
});
