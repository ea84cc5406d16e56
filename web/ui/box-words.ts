import type { SailingRow } from '../../modules/trips/contract.ts';
import type { Box } from './box-sailings.ts';
import { useFormat, useWords } from './look.tsx';
import { dictionary } from './words.ts';

const words = dictionary({
  '在{place}': 'At {place}',
  '在{site}': 'At {site}',
  '在船上，{from} {time} 开，{arrives} 到{to}': 'On board: left {from} at {time}, at {to} by {arrives}',
  '在船上，{when} 从{place}上的船': 'On board since {when}, from {place}',
  '{when} 到的': 'arrived {when}',
  还没有出过门: 'It has not travelled yet',
  '{when} 开，{arrives} 到': 'leaves {when}, there {arrives}',
  '{from}到{to}': '{from} to {to}',
});

/** `11月21日 周六 13:30` → `13:30` */
const timeOf = (instant: string): string => instant.split(' ').at(-1) ?? instant;

export type BoxWords = {
  /** Where it is now, and since when. */
  readonly where: (box: Box, last: SailingRow | null) => { readonly now: string; readonly since: string };
  /** A sailing: when, and from where to where. */
  readonly boat: (sailing: SailingRow) => { readonly when: string; readonly way: string };
};

/** What is said of a box, on the desk and on the phone. */
export const useBoxWords = (): BoxWords => {
  const t = useWords(words);
  const format = useFormat();
  const time = (at: string): string => timeOf(format.instant(at));
  return {
    where: ({ last: move, siteName }, last) => {
      if (move === null) return { now: t('在{site}', { site: siteName }), since: t('还没有出过门') };
      if (move.what === 'arrived')
        return { now: t('在{place}', { place: move.place }), since: t('{when} 到的', { when: format.instant(move.at) }) };
      const from = { when: format.instant(move.at), place: move.place };
      return {
        now:
          last === null
            ? t('在船上，{when} 从{place}上的船', from)
            : t('在船上，{from} {time} 开，{arrives} 到{to}', {
                from: last.fromPlace,
                time: time(last.departs),
                arrives: time(last.arrives),
                to: last.toPlace,
              }),
        since: '',
      };
    },
    boat: ({ fromPlace, toPlace, departs, arrives }) => ({
      when: t('{when} 开，{arrives} 到', { when: format.instant(departs), arrives: time(arrives) }),
      way: t('{from}到{to}', { from: fromPlace, to: toPlace }),
    }),
  };
};
