import { type AnyHandler, handle } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';

type Row = { item: string; version: number; validFrom: string; validUntil: string | null };

export const handlers: readonly AnyHandler[] = [
  handle(contract.publish, {
    streams: (p) => [{ stream: 'item', id: p.item }],
    load: async (tx, p, { actor }): Promise<domain.ItemState> => {
      const rows = await tx.rows<Row>(
        `select item, version, valid_from as "validFrom", valid_until as "validUntil" from catalogue_v_version where district = $1 and code = $2 order by version`,
        [actor.district, p.version.code],
      );
      return { holderOfCode: rows[0]?.item ?? null, versions: rows };
    },
    decide: (state, p, { actor, newId }) => domain.publish(state, p, { id: newId(), area: actor.area }),
  }),
];
