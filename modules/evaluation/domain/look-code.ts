import { parseCode } from '../../../kernel/codes.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import { no } from './rating.ts';

/** A slip that lies at home for a week is enough; from the first look on it is open for a quarter of an hour (0110_public.sql). */
const LOOK_CODE_DAYS = 7;
const MS_PER_DAY = 86_400_000;

/** @param now ISO instant */
export const giveLookCode = (
  resident: { readonly area: string } | null,
  p: { readonly id: Id; readonly resident: Id; readonly code: string },
  now: string,
): Decision<EventOf, { id: Id; until: string }> => {
  if (resident === null)
    return refuse('not_found', '没有找到这位居民，可能不在您负责的范围内', 'This resident was not found; they may be outside your area.');
  const code = parseCode('lookup', p.code);
  if (!code.ok) return no(code.refusal);
  const until = new Date(Date.parse(now) + LOOK_CODE_DAYS * MS_PER_DAY).toISOString();
  return accept(
    [
      {
        stream: 'resident',
        streamId: p.resident,
        area: resident.area,
        type: 'evaluation.look_code_given',
        data: { id: p.id, resident: p.resident, until },
        detail: { code: code.value },
      },
    ],
    { id: p.id, until },
  );
};
