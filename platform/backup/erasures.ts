import { withClient } from '../db/engine.ts';
import { erasuresFile, readErasures } from '../ledger/erasures.ts';

/** Erases again, by the list in the data folder, what an old backup brought back. @returns how many details went */
export const applyErasures = async (ownerUrl: string, dataDir: string): Promise<number> => {
  const erasures = await readErasures(erasuresFile(dataDir));
  if (erasures.length === 0) return 0;
  return withClient(ownerUrl, async (client) => {
    await client.query('begin');
    let erased = 0;
    for (const { district, entry, by, at } of erasures) {
      const { rowCount } = await client.query('delete from ledger_detail where district = $1 and entry = $2', [district, entry]);
      await client.query(
        `insert into ledger_erasure (district, entry, by_command, at)
         select $1, $2, $3, $4 where exists (select from ledger where district = $1 and id = $2) on conflict do nothing`,
        [district, entry, by, at],
      );
      erased += rowCount ?? 0;
    }
    await client.query('commit');
    return erased;
  });
};
