import type { EventOf } from '../../../kernel/contract.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import { aboutResident } from './events.ts';
import { notFound } from './identity.ts';
import type { Person } from './people.ts';

/**
 * Two records of one person. Nothing moves: the one points to the other, so that undoing it takes the pointer away and all is as before.
 * @param state.mergedHasOthers other records were merged into the one that would go
 */
export const merge = (
  state: { readonly keep: Person | null; readonly merged: Person | null; readonly mergedHasOthers: boolean },
  p: { readonly reason: string },
): Decision<EventOf, { id: string }> => {
  const { keep, merged } = state;
  if (!keep || !merged) return notFound;
  if (keep.id === merged.id) return refuse('merge_same', '选的是同一份登记，请选两份', 'This is one record. Choose two.');
  if (keep.mergedInto !== null || merged.mergedInto !== null)
    return refuse('resident_merged', '其中一份已经合并过了，请先撤销那次合并', 'One of them is merged already. Undo that first.');
  if (state.mergedHasOthers)
    return refuse(
      'merge_turn_round',
      '要并掉的这份里已经并入了别的登记，请反过来合并',
      'Other records were merged into the one to go. Merge the other way round.',
    );
  if (keep.idNumber !== null && merged.idNumber !== null)
    return refuse(
      'merge_two_ids',
      '两份的身份证号不一样，不是同一个人；如果有一份写错了，请先更正',
      'The two have different ID numbers, so they are two people. If one is wrong, correct it first.',
    );
  if (keep.idNumber === null && merged.idNumber !== null)
    return refuse(
      'merge_keep_id',
      '请保留有身份证号的那一份，反过来合并',
      'Keep the record with the ID number: merge the other way round.',
    );
  const said = { reason: p.reason };
  return accept(
    [
      aboutResident('residents.merged', keep, { id: keep.id, merged: merged.id }, said),
      aboutResident('residents.merged_away', merged, { id: merged.id, into: keep.id }, said),
    ],
    { id: keep.id },
  );
};

export const undoMerge = (
  state: { readonly merged: Person | null; readonly keep: Person | null },
  p: { readonly reason: string },
): Decision<EventOf, { id: string }> => {
  const { merged, keep } = state;
  if (!merged) return notFound;
  if (merged.mergedInto === null || !keep) return refuse('not_merged', '这一份没有被合并过', 'This record is not merged.');
  const said = { reason: p.reason };
  return accept(
    [
      aboutResident('residents.unmerged', keep, { id: keep.id, merged: merged.id }, said),
      aboutResident('residents.unmerged_from', merged, { id: merged.id, from: keep.id }, said),
    ],
    { id: merged.id },
  );
};
