import type { Clock } from '../../../ui/clock.ts';
import type { Stop } from '../../../ui/route-line.ts';
import type { Lang } from '../../../ui/words.ts';

/** Invented content for the specimen. */
type Sample = { readonly clock: Clock; readonly stops: readonly Stop[] };
export const SAMPLES: Readonly<Record<Lang, Sample>> = {
  zh: {
    clock: { state: 'running', daysLeft: 1, due: '2026-11-23' },
    stops: [
      { name: '普陀区政务服务中心', state: 'passed', who: '张慧', at: '2026-11-20T01:10:00Z' },
      { name: '漂流箱 03 号', state: 'passed', who: '慈航 2 号', at: '2026-11-20T06:40:00Z' },
      { name: '在你手上', state: 'present', who: '李海生', at: '2026-11-21T01:35:00Z', due: '2026-11-23' },
      { name: '送到家', state: 'coming', who: '王阿婆', due: '2026-11-23' },
    ],
  },
  en: {
    clock: { state: 'running', daysLeft: 1, due: '2026-11-23' },
    stops: [
      { name: 'Putuo service centre', state: 'passed', who: 'Zhang Hui', at: '2026-11-20T01:10:00Z' },
      { name: 'Ferry box 03', state: 'passed', who: 'Cihang 2', at: '2026-11-20T06:40:00Z' },
      { name: 'With you', state: 'present', who: 'Li Haisheng', at: '2026-11-21T01:35:00Z', due: '2026-11-23' },
      { name: 'At her home', state: 'coming', who: 'Mrs Wang', due: '2026-11-23' },
    ],
  },
};
