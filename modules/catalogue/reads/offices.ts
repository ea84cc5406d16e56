import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { Office } from '../domain/level.ts';

/** A site and the sites of all areas that it lies in. `site` is null where there is none or it is closed. */
export const findOffices = async (
  tx: Tx,
  district: string,
  site: Id | null,
): Promise<{ readonly site: Office | null; readonly offices: readonly Office[] }> => {
  if (site === null) return { site: null, offices: [] };
  const offices = await tx.rows<Office>(
    `select o.id, o.kind, o.name, o.area, o.phone from network_v_site s join network_v_site o on o.district = s.district and s.area ^@ o.area
     where s.district = $1 and s.id = $2 and o.closed_on is null order by o.area, o.name`,
    [district, site],
  );
  return { site: offices.find(({ id }) => id === site) ?? null, offices };
};
