/**
 * How fast `daiban verify` goes: `node bench/verify.ts [ENTRIES]` (200,000). A throwaway database with streams of eight entries, every fourth
 * with a detail, sealed; then the whole check, three times, in one and in two threads.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeys } from '../platform/crypto/index.ts';
import { openEngine, withClient } from '../platform/db/engine.ts';
import { migrate } from '../platform/db/migrate.ts';
import { startSealing } from '../platform/ledger/sealing.ts';
import { verifyLedger } from '../platform/ledger/verify.ts';
import { writeSampleLedger } from '../tests/support/ledger.ts';

const wanted = Number(process.argv[2] ?? 200_000);
const EACH = 8;
const PORTION = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'daiban-bench-verify-'));
const engine = await openEngine({ dataDir: join(folder, 'data') });
try {
  await migrate(engine.ownerUrl);
  const keys = openKeys(join(folder, 'keys'));
  const sealing = startSealing({ url: engine.urlFor('worker'), keys, dataDir: folder, report: console.error });
  await withClient(engine.ownerUrl, async (owner) => {
    for (let made = 0; made < wanted; made += PORTION) {
      await writeSampleLedger(owner, keys, { district: '330903', streams: PORTION / EACH, each: EACH });
    }
    await owner.query('analyze');
  });
  await sealing.stop();
  for (const threads of [1, 2, 1, 2, 1, 2]) {
    const report = await verifyLedger({ url: engine.ownerUrl, dataDir: folder, threads });
    if (report.findings.length > 0 || report.entries < wanted) throw new Error('the ledger is not whole');
    const rate = Math.round(report.entries / report.seconds);
    console.log(
      `${threads} thread(s): ${report.entries} entries, ${report.seals} seals in ${report.seconds.toFixed(2)} s: ${rate} a second`,
    );
  }
} finally {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}
