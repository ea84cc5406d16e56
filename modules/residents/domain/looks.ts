import { bad, type Checked, good } from '../../../kernel/checked.ts';
import type { LOOK_REASONS } from '../contract.ts';

export type LookReason = (typeof LOOK_REASONS)[number];

const WORDS = '请选原因（在办件、走访、线索、值班），或写明为什么要看';

/**
 * What is written beside a look, or why the page stays shut.
 * Refused: `look_reason_missing`, `look_reason_unseen` (the system looked and saw no such reason; typed words are taken instead).
 * @param holds whether the system sees the reason; null where it cannot tell yet: written as `unchecked`
 */
export const lookReason = (
  given: { readonly reason?: LookReason | undefined; readonly words?: string | undefined },
  holds: boolean | null,
): Checked<string> => {
  const { reason, words } = given;
  if (reason === undefined || (reason === 'other' && words === undefined))
    return bad('look_reason_missing', WORDS, 'Choose why (open case, visit, lead, duty), or write why you need to look');
  if (reason === 'other') return good(words!);
  if (holds === false && words === undefined)
    return bad(
      'look_reason_unseen',
      '系统里没有查到这个原因（例如现在没有排您的班），请写明为什么要看',
      'The system sees no such reason (you are not on duty now, for instance). Write why you need to look',
    );
  const code = holds === true ? reason : `${reason} (unchecked)`;
  return good(words === undefined ? code : `${code}: ${words}`);
};

/** Looks that are one visit to the page: the same colleague, thing and reason, each within this time of the one before. */
const ONE_SITTING_MS = 10 * 60_000;

type Look = {
  readonly at: string;
  readonly name: string | null;
  readonly siteName: string | null;
  readonly what: string;
  readonly reason: string;
};

/**
 * Every look is kept; a list shows those of one sitting as one, the first of them with how many there were.
 * @param looks newest first
 */
export const foldLooks = <L extends Look>(looks: readonly L[]): (L & { times: number })[] => {
  const folded: (L & { times: number })[] = [];
  for (const look of looks) {
    const before = folded.findLast(
      (one) => one.name === look.name && one.siteName === look.siteName && one.what === look.what && one.reason === look.reason,
    );
    if (before && Date.parse(before.at) - Date.parse(look.at) <= ONE_SITTING_MS) Object.assign(before, look, { times: before.times + 1 });
    else folded.push({ ...look, times: 1 });
  }
  return folded;
};
