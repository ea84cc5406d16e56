import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHECKOUT } from '../../platform/cli/command.ts';

/** A checkout in an awkward place, with the packages of this one. */
const home = mkdtempSync(join(tmpdir(), 'daiban-script-'));
const checkout = join(home, '代办 所 (二)');

beforeAll(() => {
  for (const part of ['daiban', 'package.json', 'package-lock.json', 'platform', 'kernel'])
    cpSync(join(CHECKOUT, part), join(checkout, part), { recursive: true });
  symlinkSync(join(CHECKOUT, 'node_modules'), join(checkout, 'node_modules'));
  symlinkSync(join(checkout, 'daiban'), join(home, 'daiban'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const daiban = (script: string, ...args: string[]) => {
  const { PORT: _, DATABASE_URL: __, DAIBAN_DATA: ___, ...env } = process.env;
  return spawnSync(script, args, { cwd: home, env, encoding: 'utf8' });
};

test('the script works from elsewhere, through a link, in a path with spaces and Chinese', () => {
  for (const script of [join(checkout, 'daiban'), join(home, 'daiban')]) {
    const { status, stdout } = daiban(script, 'help');
    expect(stdout).toContain('./daiban start');
    expect(status).toBe(0);
  }
});

test('what is wrong is said in both languages, with an exit code and no stack', () => {
  const missing = daiban(join(checkout, 'daiban'), 'db-url');
  expect(missing).toMatchObject({ status: 1, stdout: '' });
  expect(missing.stderr).toContain(join(checkout, '.daiban', 'data'));
  const port = daiban(join(checkout, 'daiban'), 'start', '--port', 'http');
  expect(port).toMatchObject({ status: 1, stderr: 'PORT：要是 1 到 65535 的整数。\nPORT: must be a whole number from 1 to 65535.\n' });
  const nonsense = daiban(join(checkout, 'daiban'), 'nonsense');
  expect(nonsense.status).toBe(2);
  expect(nonsense.stderr).toContain('No such command: nonsense');
});

test('without npm and packages it says what is needed', () => {
  const bare = join(home, 'bare');
  cpSync(join(CHECKOUT, 'daiban'), join(bare, 'daiban'));
  writeFileSync(join(bare, 'package-lock.json'), '{}');
  for (const tool of ['dirname', 'readlink', 'cmp', 'sh'])
    symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), join(bare, tool));
  const { status, stderr } = spawnSync(join(bare, 'daiban'), ['help'], { env: { PATH: bare }, encoding: 'utf8' });
  expect(stderr).toContain('npm is needed');
  expect(status).toBe(1);
});
