import { join } from 'node:path';
import { openKeys } from '../crypto/index.ts';
import { findRunningEngine } from '../db/engine.ts';
import { reachDatabase } from '../db/open.ts';
import type { Module } from '../executor/types.ts';
import { rotateKeys, type Step } from '../rotation/rotate.ts';
import { type Run, settingsOf } from './command.ts';
import { dataFolder } from './office.ts';

const lineOf = (step: Step): string => {
  switch (step.step) {
    case 'begun':
      return `换上第 ${step.version} 版密钥。 New keys: version ${step.version}.`;
    case 'resumed':
      return `接着上次没换完的做（第 ${step.version} 版）。 Going on with the rotation that was broken off (version ${step.version}).`;
    case 'waiting':
      return '等正在运行的程序用上新密钥…… Waiting until the running office uses the new keys…';
    case 'redone':
      return `  ${step.table} ${step.rows}/${step.of}`;
    case 'retired':
      return step.versions.length === 0
        ? '没有旧密钥要销毁。 There was no old key to destroy.'
        : `旧密钥已销毁：第 ${step.versions.join('、')} 版。 Old keys destroyed: version ${step.versions.join(', ')}.`;
  }
};

/** Between two words about the same table, in ms. */
const QUIET_MS = 2_000;

/** Says each step; of the batches of a table the first, the last and some between. */
const sayer = (): ((step: Step) => void) => {
  let said = Number.NEGATIVE_INFINITY;
  return (step) => {
    const now = performance.now();
    if (step.step === 'redone' && step.rows < step.of && now - said < QUIET_MS) return;
    said = now;
    console.log(lineOf(step));
  };
};

/** New keys for an office, running or not. Broken off, the same command goes on where it stood. */
export const run: Run = async (args) => {
  const { config } = settingsOf(args);
  dataFolder(config);
  const running = config.databaseUrl !== null || findRunningEngine(config.dataDir) !== null;
  const keys = openKeys(join(config.dataDir, 'keys'), { suite: config.suite, create: false });
  const { modules } = (await import(new URL('../../modules/index.ts', import.meta.url).href)) as { modules: readonly Module[] };
  const database = await reachDatabase(config);
  try {
    const { rows } = await rotateKeys({
      url: database.ownerUrl,
      keys,
      tables: modules.flatMap((module) => module.sealed ?? []),
      running,
      told: sayer(),
    });
    console.log(`换好了，重新加密了 ${rows} 行。请运行 ./daiban verify 核对，并马上做一份新备份。`);
    console.log(`Done: ${rows} rows sealed anew. Run ./daiban verify, and make a new backup now.`);
    return 0;
  } finally {
    await database.stop();
  }
};
