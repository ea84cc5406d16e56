import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, NotCanonical } from './canonical.ts';

test('[K8] equal values give equal text whatever the order of their keys, and the text reads back', () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([k, v]) => [k, shuffled(v)]),
          )
        : value;
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(JSON.stringify(value).isWellFormed());
      const text = canonical(value);
      expect(canonical(shuffled(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('[K8] the examples of RFC 8785', () => {
  expect(canonical({ '€': 'Euro Sign', '\r': 'Carriage Return', '\u{1F600}': 'Smiley', 1: 'One', '\u0080': 'Control' })).toBe(
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","€":"Euro Sign","\u{1F600}":"Smiley"}',
  );
  expect(canonical([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
});

test('[K8] what has no canonical form is refused', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  for (const value of [undefined, Number.NaN, 'a\ud800', { a: () => 1 }, deep]) expect(() => canonical(value)).toThrow(NotCanonical);
});
