import { expect, test } from 'vitest';
import { CLEAR, CLEAR_DARK, DARK, LIGHT, type Palette } from './tokens.ts';

/** WCAG 2.2 contrast ratio of two `#RRGGBB`. */
const contrast = (a: string, b: string): number => {
  const light = (hex: string): number => {
    const [r, g, bl] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const pairs = (p: Palette): Record<string, readonly [string, string]> => ({
  'ink on paper': [p.ink, p.paper],
  'soft ink on paper': [p.inkSoft, p.paper],
  'soft ink on sheet': [p.inkSoft, p.sheet],
  'soft ink on a selected row': [p.inkSoft, p.seaWash],
  'link on paper': [p.sea, p.paper],
  'link on a selected row': [p.sea, p.seaWash],
  'on a primary button': [p.onDeep, p.deep],
  'red on its wash': [p.seal, p.sealWash],
  'red on sheet': [p.seal, p.sheet],
  'amber on its wash': [p.amber, p.amberWash],
  'green on its wash': [p.green, p.greenWash],
  'on the rail': [p.onRail, p.rail],
  'on the rail, here': [p.onRail, p.railHere],
});

for (const [name, palette, least] of [
  ['light', LIGHT, 4.5],
  ['dark', DARK, 4.5],
  ['clear', CLEAR, 7],
  ['clear dark', CLEAR_DARK, 7],
] as const) {
  test(`[W1] text of the ${name} palette has a contrast of ${least}:1, edges 3:1`, () => {
    const low = Object.entries(pairs(palette)).filter(([, [a, b]]) => contrast(a, b) < least);
    expect(low.map(([pair, [a, b]]) => `${pair} ${contrast(a, b).toFixed(2)}`)).toEqual([]);
    expect(contrast(palette.edge, palette.sheet)).toBeGreaterThanOrEqual(3);
  });
}

test('the measure itself: black on white is 21:1', () => expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5));
