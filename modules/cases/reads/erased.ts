import type { Actor } from '../../../kernel/actor.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Keys } from '../../../platform/crypto/index.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import { detailPlace } from '../../../platform/ledger/entry.ts';
import { eraseDetail } from '../contract.ts';
import { DETAIL_ERASED, type Erasable, type ErasureBasis } from '../domain.ts';

/** Who erased an entry's detail by law: joined to a ledger `l`, it adds the columns of `ErasedColumns`. */
export const ERASED_COLUMNS = `er.at as erased_at, ep.name as erased_by, ee.data->>'basis' as erased_basis`;
export const ERASED_JOINS = `left join ledger_erasure er on er.district = l.district and er.entry = l.id
  left join ledger ee on ee.district = er.district and ee.command_id = er.by_command and ee.event = 'cases.detail_erased'
  left join network_v_post ep on ep.district = ee.district and ep.id = ee.post`;

export type ErasedColumns = { erased_at: string | null; erased_by: string | null; erased_basis: ErasureBasis | null };

export const erasedOf = (row: ErasedColumns): { by: string | null; at: string; basis: ErasureBasis | null } | null =>
  row.erased_at === null ? null : { by: row.erased_by, at: row.erased_at, basis: row.erased_basis };

/** An entry of any matter that the acting post sees, for its erasure. */
export const findErasable = async (tx: Tx, district: string, entry: Id): Promise<Erasable | null> =>
  (await tx.row<Erasable>(
    `select l.id, l.stream, l.stream_id as "streamId", l.area, l.event, d.entry is not null as detail, er.entry is not null as erased,
       in_ranges(l.area, (select acting_ranges())) as mine
     from ledger l left join ledger_detail d on d.district = l.district and d.entry = l.id
     left join ledger_erasure er on er.district = l.district and er.entry = l.id
     where l.district = $1 and l.id = $2`,
    [district, entry],
  )) ?? null;

/** Whether the one who asks is offered to erase it: only where something is written. The command looks again, at the area too. */
export const mayErase = (
  { role, district }: Actor,
  keys: Keys,
  row: { readonly id: string; readonly event: string; readonly body: Buffer | null },
): boolean => {
  if (!(role in eraseDetail.allow) || row.body === null || row.event === DETAIL_ERASED) return false;
  const detail = JSON.parse(keys.openText(row.body, detailPlace(district, row.id))) as Record<string, unknown>;
  return Object.values(detail).some((value) => value !== null && value !== '');
};
