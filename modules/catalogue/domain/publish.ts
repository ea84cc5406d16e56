import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import { addDays, type Day } from '../../../kernel/time.ts';
import type { ItemVersion } from '../contract.ts';
import { checkItem } from './quality.ts';

type Published = { readonly item: Id; readonly code: string; readonly version: number };

/** The versions that an item has already, and the item that holds the code. */
export type ItemState = {
  readonly holderOfCode: Id | null;
  readonly versions: readonly { readonly version: number; readonly validFrom: Day; readonly validUntil: Day | null }[];
};

/**
 * A version that would mislead somebody is not published. The one before ends the day before the new one begins, so that on every day
 * there is at most one.
 */
export const publish = (
  state: ItemState,
  p: { readonly item: Id; readonly version: ItemVersion },
  ctx: { readonly id: Id; readonly area: string },
): Decision<EventOf, Published> => {
  const { item, version } = p;
  if (state.holderOfCode !== null && state.holderOfCode !== item)
    return refuse('item_code_taken', '这个事项编码已经有了，请换一个', 'This item code is taken; choose another.');
  const findings = checkItem(version);
  if (findings.length > 0)
    return refuse(
      'item_faulty',
      `事项有 ${findings.length} 处要改：${findings[0]!.zh}`,
      `The item has ${findings.length} faults to put right: ${findings[0]!.en}`,
      { findings },
    );
  const last = state.versions.reduce((max, one) => Math.max(max, one.version), 0);
  if (version.version <= last)
    return refuse(
      'item_version_taken',
      `版本号要大于 ${last}，已发布的版本不能改`,
      `The version must be higher than ${last}: what is published can’t be changed.`,
    );
  if (state.versions.some((one) => one.validFrom >= version.validFrom))
    return refuse(
      'item_version_order',
      '新版本的生效日要晚于以前的版本，请改生效日',
      'The new version must take effect after those before it; change its first day.',
    );
  const until = addDays(version.validFrom, -1);
  const ends = state.versions.filter((one) => one.validUntil === null || one.validUntil > until).map((one) => one.version);
  return accept(
    [
      {
        type: 'catalogue.published',
        stream: 'item',
        streamId: item,
        area: ctx.area,
        data: { id: ctx.id, item, first: state.versions.length === 0, version, ends: { versions: ends, until } },
      },
    ],
    { item, code: version.code, version: version.version },
  );
};
