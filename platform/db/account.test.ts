import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unprivileged } from './account.ts';
import { openEngine, withClient } from './engine.ts';

const root = process.getuid?.() === 0;

test.runIf(!root)('an ordinary user starts PostgreSQL as it is', async () => {
  expect(await unprivileged(() => false)).toEqual({ prefix: [] });
});

describe.runIf(root)('as root', () => {
  test('a user namespace is taken where it is allowed', async () => {
    expect((await unprivileged(() => true)).prefix[0]).toBe('unshare');
  });

  test('where namespaces are forbidden an existing account runs the database', async () => {
    const account = await unprivileged(() => false);
    expect(account.uid).toBeGreaterThan(0);
    const home = mkdtempSync('/tmp/daiban-account-');
    chmodSync(home, 0o755);
    const engine = await openEngine({ dataDir: join(home, 'data'), options: { throwaway: true, account } });
    const { rows } = await withClient(engine.ownerUrl, (client) => client.query('SELECT 1 AS one'));
    expect(rows).toEqual([{ one: 1 }]);
    await engine.stop();
    rmSync(home, { recursive: true });
  });
});
