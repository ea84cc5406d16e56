import type { Tx } from '../../../platform/executor/types.ts';
import type { ItemVersion } from '../../catalogue/contract.ts';
import { getVersion } from '../../catalogue/index.ts';
import { levelOn } from '../../work/domain.ts';
import type { CaseRow } from '../contract.ts';

/** A case as lists show it. */

export type Row = {
  id: string;
  short_code: string;
  item_code: string;
  version: number;
  resident: string;
  resident_name: string | null;
  area: string;
  area_name: string | null;
  site: string;
  site_name: string | null;
  department: string | null;
  stage: CaseRow['stage'];
  state: CaseRow['state'];
  turn: CaseRow['turn'];
  green: boolean;
  opened_at: string;
  accepted_on: string | null;
  due: string | null;
  amber_on: string | null;
};

export const ROW = `c.id, c.short_code, c.item_code, c.version, c.resident, r.name as resident_name, c.area, a.name as area_name, c.receiving_site as site,
  s.name as site_name, c.department, c.stage, c.state, c.turn, c.green, c.opened_at, c.accepted_on, k.due, k.amber_on`;

/** What a row shows besides: names under the reader's own rights, and the promised day while its clock runs. */
export const ROW_JOINS = `left join residents_v_person r on r.district = c.district and r.id = c.resident
  left join network_v_area a on a.district = c.district and a.path = c.area
  left join network_v_site s on s.district = c.district and s.id = c.receiving_site
  left join work_v_clock k on k.district = c.district and k.subject = c.id and k.kind = 'promised' and k.state <> 'stopped'`;

/** The items' versions of some rows, from memory once read. */
export const versionsOf = async (tx: Tx, district: string, rows: readonly Pick<Row, 'item_code' | 'version'>[]) => {
  const wanted = new Map(rows.map((row) => [`${row.item_code} ${row.version}`, row]));
  const found = await Promise.all(
    [...wanted].map(async ([key, row]) => [key, await getVersion(tx, district, row.item_code, row.version)] as const),
  );
  const versions = new Map<string, ItemVersion>(found);
  return (row: Pick<Row, 'item_code' | 'version'>): ItemVersion => versions.get(`${row.item_code} ${row.version}`)!;
};

export const shown = (row: Row, version: ItemVersion, today: string): CaseRow => ({
  id: row.id,
  shortCode: row.short_code,
  item: { code: row.item_code, version: row.version, name: version.name },
  resident: { id: row.resident, name: row.resident_name },
  area: row.area,
  areaName: row.area_name,
  site: { id: row.site, name: row.site_name },
  department: row.department,
  stage: row.stage,
  state: row.state,
  turn: row.turn,
  green: row.green,
  openedAt: row.opened_at,
  acceptedOn: row.accepted_on,
  due: row.due,
  level: levelOn(today, row.due, row.amber_on),
});
