import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_KINDS, type CodeKind, makeCode, parseCode, recogniseCode, showCode } from './codes.ts';
import { CODE_ALPHABET } from './id.ts';

const kinds = Object.keys(CODE_KINDS) as CodeKind[];
const made = fc
  .tuple(fc.constantFrom(...kinds), fc.uint8Array({ minLength: 12, maxLength: 12 }))
  .map(([kind, random]) => ({ kind, code: makeCode(kind, random) }));
const refused = (kind: CodeKind, text: string) => {
  const parsed = parseCode(kind, text);
  return parsed.ok ? null : parsed.refusal.code;
};

describe('codes', () => {
  test('the check needs a prime alphabet, longer than any code', () => {
    expect(CODE_ALPHABET).toHaveLength(29);
    expect(new Set(CODE_ALPHABET).size).toBe(29);
    expect(Math.max(...kinds.map((kind) => CODE_KINDS[kind].length))).toBeLessThan(29);
  });

  test('[K10] the look-up code has at least 50 random bits', () => {
    expect((CODE_KINDS.lookup.length - 1) * Math.log2(256 / Math.ceil(256 / 29))).toBeGreaterThan(50);
  });

  test('[B1] typed in any manner it is the same code, of one kind', () => {
    fc.assert(
      fc.property(made, ({ kind, code }) => {
        const shown = showCode(kind, code);
        const wide = [...shown].map((char) => String.fromCodePoint(char.codePointAt(0)! + 0xfee0)).join('');
        for (const text of [code, shown, shown.toLowerCase(), ` ${shown.replaceAll('-', ' ')} `, wide]) {
          expect(parseCode(kind, text)).toEqual({ ok: true, value: code });
          expect(recogniseCode(text)).toEqual({ kind, code });
        }
        for (const other of kinds) if (other !== kind) expect(refused(other, shown)).toBe('code_other_kind');
      }),
    );
  });

  test('[B1] one wrong character is always noticed', () => {
    fc.assert(
      fc.property(made, fc.nat(), fc.integer({ min: 1, max: 28 }), ({ kind, code }, at, shift) => {
        const i = at % code.length;
        const wrong = CODE_ALPHABET[(CODE_ALPHABET.indexOf(code[i]!) + shift) % 29]!;
        expect(refused(kind, code.slice(0, i) + wrong + code.slice(i + 1))).toBe('code_check');
      }),
    );
  });

  test('[B1] two characters exchanged, neighbours or not, are always noticed', () => {
    fc.assert(
      fc.property(made, fc.nat(), fc.nat(), ({ kind, code }, a, b) => {
        const [i, j] = [a % code.length, b % code.length];
        fc.pre(code[i] !== code[j]);
        const chars = [...code];
        [chars[i], chars[j]] = [chars[j]!, chars[i]!];
        expect(refused(kind, chars.join(''))).toBe('code_check');
      }),
    );
  });

  test.each([...'0O1ILUV', '代', '🙂'])('[B1] %s is in no code, and the refusal says where', (char) => {
    const parsed = parseCode('case', `K7P${char}-9XQA`);
    expect(parsed).toMatchObject({ ok: false, refusal: { code: 'code_letter' } });
    expect(!parsed.ok && parsed.refusal.zh).toContain('第 4 个字');
  });

  test('[B1] a code cut short', () => {
    expect(refused('case', 'K7P3-9X')).toBe('code_length');
    expect(refused('case', '')).toBe('code_length');
    expect(recogniseCode('13800000000')).toBeNull();
    expect(recogniseCode('陈阿姨')).toBeNull();
  });
});
