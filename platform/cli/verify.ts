import { withClient } from '../db/engine.ts';
import { schemaVersion } from '../db/migrate.ts';
import { reachDatabase } from '../db/open.ts';
import { sentenceOf } from '../ledger/finding.ts';
import { type Report, verifyLedger } from '../ledger/verify.ts';
import { type Run, settingsOf } from './command.ts';
import { dataFolder } from './office.ts';

/** Findings printed; the first is the one to look at. */
const SHOWN = 20;

/** Checks the whole ledger. Ends with 1 and the first entry touched, or with 0 and what was checked. */
export const run: Run = async (args) => {
  const { config } = settingsOf(args);
  dataFolder(config);
  const database = await reachDatabase(config);
  try {
    if ((await withClient(database.ownerUrl, schemaVersion)) === null) {
      console.log('还没有台账。 There is no ledger yet.');
      return 0;
    }
    const report = await verifyLedger({ url: database.ownerUrl, dataDir: config.dataDir });
    for (const line of linesOf(report)) console.log(line);
    return report.findings.length === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
};

const linesOf = ({ findings, entries, streams, seals, unsealed, erased, seconds }: Report): readonly string[] => {
  const rate = Math.round(entries / seconds);
  const summary = [
    `核对了 ${entries} 条记录、${streams} 条线、${seals} 次封账，还没封账 ${unsealed} 条，用时 ${seconds.toFixed(1)} 秒（每秒 ${rate} 条）。`,
    `Checked ${entries} entries in ${streams} streams and ${seals} seals, ${unsealed} not sealed yet, in ${seconds.toFixed(1)} s (${rate} a second).`,
    ...erased.slice(0, SHOWN).map(({ district, entry, by }) => `依法删除 erased by ${by}: ${district} ${entry}`),
  ];
  const [first, ...others] = findings;
  if (first === undefined) return [...summary, '台账完好，没有被改动。 The ledger is whole; nobody altered it.'];
  const { zh, en } = sentenceOf(first);
  return [
    ...summary,
    `台账被动过！最早的一处： The ledger was touched! First of ${findings.length}:`,
    `  ${zh}`,
    `  ${en}`,
    ...others.slice(0, SHOWN - 1).map((other) => `  · ${sentenceOf(other).en}`),
  ];
};
