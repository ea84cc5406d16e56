import type { Tx } from '../../../platform/executor/types.ts';
import type { ItemVersion } from '../../catalogue/contract.ts';
import type { CaseRow } from '../contract.ts';
import type { StatusFacts } from '../domain.ts';

type Materials = {
  readonly missing: readonly { readonly name: { zh: string; en: string } }[];
  readonly promised: readonly { readonly name: { zh: string; en: string }; readonly due: string | null; readonly curedAt: string | null }[];
};
type Waits = readonly { readonly state: string; readonly name: { zh: string; en: string } }[];

/** How what is on the move comes home, where that was planned. */
export const deliveryOf = async (tx: Tx, district: string, id: string): Promise<StatusFacts['delivery']> => {
  const row = await tx.row<{ on: string | null; by: string | null }>(
    `select v.deliver_on as "on", p.name as by from custody_v_parcel v left join network_v_post p on p.district = v.district and p.id = v.deliver_by
     where v.district = $1 and v.case_id = $2 and v.deliver_on is not null and v.state = 'held' order by v.deliver_on limit 1`,
    [district, id],
  );
  return row === undefined ? null : { on: row.on, by: row.by, boatAt: null };
};

/** What the status sentence is made from. */
export const factsOf = (
  row: {
    readonly state: CaseRow['state'];
    readonly turn: CaseRow['turn'];
    readonly due: string | null;
    readonly site_name: string | null;
    readonly site_phone: string | null;
  },
  version: ItemVersion,
  rest: { readonly materials: Materials; readonly waits: Waits; readonly delivery: StatusFacts['delivery'] },
): StatusFacts => {
  const follow = rest.materials.promised.filter(({ curedAt }) => curedAt === null);
  return {
    item: version.name,
    state: row.state,
    turn: row.turn,
    due: row.due,
    missing: rest.materials.missing.map(({ name }) => name),
    toFollow:
      follow.length === 0
        ? null
        : {
            names: follow.map(({ name }) => name),
            due:
              follow
                .flatMap(({ due }) => due ?? [])
                .sort()
                .at(0) ?? null,
          },
    waiting: rest.waits.find(({ state }) => state === 'waiting')?.name ?? null,
    delivery: rest.delivery,
    site: row.site_name === null ? null : { name: row.site_name, phone: row.site_phone },
  };
};
