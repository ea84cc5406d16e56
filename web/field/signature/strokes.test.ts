import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidence } from '../../../modules/materials/contract.ts';
import { strokesOf } from './strokes.ts';

const group = (points: readonly { x: number; y: number; time: number }[]) =>
  ({ points: points.map((point) => ({ ...point, pressure: 0.5 })) }) as unknown as Parameters<typeof strokesOf>[0][number];

test('[M3] whatever is drawn, the strokes are such as the consent takes, and the same on every size of phone', () => {
  const point = fc.record({
    x: fc.double({ min: -50, max: 900, noNaN: true }),
    y: fc.double({ min: -50, max: 400, noNaN: true }),
    time: fc.integer({ min: 1_000, max: 9_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(point, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 70 }), (drawn) => {
      const strokes = strokesOf(drawn.map(group), 350);
      const document = '01932c00-0000-7000-8000-000000000001';
      expect(evidence.safeParse({ kind: 'signature', document, strokes }).error).toBeUndefined();
    }),
    { numRuns: 60 },
  );
  const at = (scale: number) =>
    strokesOf(
      [
        group([
          { x: 70 * scale, y: 35 * scale, time: 5 },
          { x: 140 * scale, y: 70 * scale, time: 25 },
        ]),
      ],
      350 * scale,
    );
  expect(at(2)).toEqual(at(1));
  expect(at(1)).toEqual([
    [
      [200, 100, 0],
      [400, 200, 20],
    ],
  ]);
});

test('[M3] a very long stroke is thinned to its limit and keeps its end', () => {
  const long = group(Array.from({ length: 9_001 }, (_, n) => ({ x: n / 30, y: 10, time: n })));
  const [stroke] = strokesOf([long], 350);
  expect(stroke!.length).toBeLessThanOrEqual(2_000);
  expect(stroke!.at(-1)![2]).toBe(9_000);
});
