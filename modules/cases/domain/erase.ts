import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse, type Text } from '../../../kernel/result.ts';
import type { ERASURE_BASES } from '../contract/erase.ts';

export type ErasureBasis = (typeof ERASURE_BASES)[number];

export const BASIS_NAMES: Readonly<Record<ErasureBasis, Text>> = {
  purpose_over: { zh: '目的已实现或不再需要', en: 'the purpose is fulfilled or it is no longer needed' },
  period_over: { zh: '服务停止或保存期满', en: 'the service ended or the time to keep it is over' },
  consent_withdrawn: { zh: '本人撤回同意', en: 'the person withdrew their consent' },
  unlawful: { zh: '当初不该记、记了不合法', en: 'it should never have been recorded' },
  other_law: { zh: '法律法规规定的其他情形', en: 'another ground in law' },
};

/** An entry as its erasure needs it. */
export type Erasable = {
  readonly id: Id;
  readonly stream: string;
  readonly streamId: Id;
  readonly area: string;
  readonly event: string;
  /** it has a detail that was not erased yet */
  readonly detail: boolean;
  readonly erased: boolean;
  /** it lies in the acting post's own ranges; to have been let into a matter is not enough */
  readonly mine: boolean;
};

export const DETAIL_ERASED = 'cases.detail_erased';

/** Destroys an entry's detail; that it was done, by whom and on what ground becomes an entry of the same matter, and stays. */
export const eraseDetail = (
  entry: Erasable | null,
  p: { readonly entry: Id; readonly basis: ErasureBasis; readonly reason: string },
): Decision<EventOf, { entry: Id }> => {
  if (entry === null)
    return refuse('not_found', '没有找到这条记录，可能不在您负责的范围内', 'This entry was not found; it may lie outside your area.');
  if (!entry.mine)
    return refuse('outside_area', '这条记录属于别的区域，请那里的负责人来删', 'This entry belongs to another area; ask its coordinator.');
  if (entry.erased) return refuse('erased_already', '这条记录的附文已经依法删除了', 'The free text of this entry was erased already.');
  if (entry.event === DETAIL_ERASED)
    return refuse('erasure_stays', '删除的理由要留着，不能再删', 'Why something was erased must stay and can’t be erased.');
  if (!entry.detail) return refuse('nothing_to_erase', '这条记录没有附文，不用删', 'This entry has no free text to erase.');
  const { stream, streamId, area } = entry;
  return accept(
    [{ type: DETAIL_ERASED, stream, streamId, area, data: { entry: entry.id, basis: p.basis }, detail: { reason: p.reason } }],
    { entry: entry.id },
  );
};
