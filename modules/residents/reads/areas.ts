import type { Actor } from '../../../kernel/actor.ts';
import { withinAny } from '../../../kernel/area.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { PreviewArea } from '../domain.ts';

/** The areas whose names a spreadsheet of this post may use. */
export const importAreas = async (tx: Tx, actor: Actor): Promise<readonly PreviewArea[]> => {
  const areas = await tx.rows<PreviewArea>('select path, name, aliases from network_v_area where district = $1', [actor.district]);
  return areas.filter((area) => withinAny(area.path, actor.ranges));
};
