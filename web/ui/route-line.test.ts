import { expect, test } from 'vitest';
import { routeLineHtml, type Stop } from './route-line.ts';

const STOPS: readonly Stop[] = [
  { name: '受理', state: 'passed', who: '林秀珍', at: '2026-11-17T01:48:00Z' },
  { name: '承办', state: 'present', who: '<周>', at: '2026-11-19', due: '2026-11-26', mood: 'late' },
  { name: '批准', state: 'coming', due: '2026-11-27' },
];
const draw = (stops: readonly Stop[], lang: 'zh' | 'en' = 'zh'): string =>
  String(routeLineHtml(stops, { lang, today: '2026-11-21', label: '办理进度' }));
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('[K1] says who has it, since when, and by when the rest is promised', () => {
  const text = textOf(draw(STOPS));
  expect(text).toBe(
    '受理 已过 林秀珍 11月17日 周二 09:48 承办 超期 现在在这里 &lt;周&gt; 11月19日 周四起 11月26日 周四前 批准 还没到 11月27日 周五前',
  );
});

test('[K1] exactly the present stop is marked, and names are escaped', () => {
  const markup = draw(STOPS);
  expect(markup.match(/aria-current="step"/g)).toHaveLength(1);
  expect(markup).toContain('<li class="stop stop--present stop--late" aria-current="step">');
  expect(markup).not.toContain('<周>');
});

test('[W1] no Chinese word of its own in an English line', () => {
  const stops: readonly Stop[] = [
    { name: 'In hand', state: 'present', at: '2026-11-19T01:00:00Z', due: '2026-11-26', mood: 'waiting' },
    { name: 'Left', state: 'left_out' },
  ];
  expect(textOf(draw(stops, 'en'))).not.toMatch(/\p{Script=Han}/u);
});

test('[B1] an arrived journey says when it arrived, not since when', () => {
  expect(textOf(draw([{ name: '到家', state: 'present', mood: 'done', at: '2026-11-20' }]))).toBe('到家 到了 现在在这里 11月20日 周五');
});
