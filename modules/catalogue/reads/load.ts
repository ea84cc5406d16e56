import type { Day } from '../../../kernel/time.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { ItemVersion } from '../contract.ts';

/** Published versions never change, so they are kept in memory once read. A few kilobytes each. */
const known = new Map<string, ItemVersion>();
const MOST_KEPT = 2_000;

const keep = (district: string, body: ItemVersion): ItemVersion => {
  if (known.size >= MOST_KEPT) known.clear();
  known.set(`${district} ${body.code} ${body.version}`, body);
  return body;
};

/** The version that a case began under. Must exist: a case names only what was published. */
export const getVersion = async (tx: Tx, district: string, code: string, version: number): Promise<ItemVersion> => {
  const kept = known.get(`${district} ${code} ${version}`);
  if (kept !== undefined) return kept;
  const row = await tx.row<{ body: ItemVersion }>(
    'select body from catalogue_v_version where district = $1 and code = $2 and version = $3',
    [district, code, version],
  );
  if (row === undefined) throw new Error(`no version ${version} of item ${code}`);
  return keep(district, row.body);
};

/** The version in force on a day, or null where the item is not offered then. */
export const findVersionOn = async (tx: Tx, district: string, code: string, on: Day): Promise<ItemVersion | null> => {
  const row = await tx.row<{ version: number }>(
    `select version from catalogue_v_version where district = $1 and code = $2 and valid_from <= $3 and (valid_until is null or valid_until >= $3)
     order by version desc limit 1`,
    [district, code, on],
  );
  return row === undefined ? null : getVersion(tx, district, code, row.version);
};
