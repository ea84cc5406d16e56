import type { Day } from '../../../kernel/time.ts';
import type { Tx } from '../../../platform/executor/types.ts';

/** Whose pouch is to be counted anew by a day. */
export const duePouches = async (tx: Tx, district: string, on: Day): Promise<readonly string[]> =>
  (
    await tx.rows<{ resident: string }>('select resident from materials_pouch where district = $1 and again_on <= $2 order by resident', [
      district,
      on,
    ])
  ).map(({ resident }) => resident);
