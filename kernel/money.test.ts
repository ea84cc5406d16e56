import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fenFromWire, fenToWire, formatFen, parseFen, sayFen } from './money.ts';

describe('money', () => {
  test.each([
    ['12', 1200n],
    ['1,234.5', 123450n],
    ['￥12', 1200n],
    ['¥ 0.07', 7n],
    ['１２．５０元', 1250n],
    ['1234567890123.45', 123456789012345n],
    ['007', 700n],
    ['0', 0n],
  ])('[B4] %s', (text, fen) => {
    expect(parseFen(text)).toEqual({ ok: true, value: fen });
  });

  test.each(['', '-5', '1,23', '12,34.5', '1.234', '1.', '.5', '1e3', '一百', '12元5角', '$5', 'NaN', '1 2'])(
    '[B4] “%s” is refused',
    (text) => {
      expect(parseFen(text)).toMatchObject({ ok: false, refusal: { code: 'money_shape' } });
    },
  );

  test('[B4] too many digits', () => {
    expect(parseFen('12345678901234.00')).toMatchObject({ refusal: { code: 'money_size' } });
  });

  test('[B4] shown and read again it is the same', () => {
    expect(formatFen(-5n)).toBe('-0.05');
    expect(formatFen(100000000n)).toBe('1,000,000.00');
    expect(sayFen(123450n, 'zh')).toBe('1,234.50 元');
    expect(sayFen(-123450n, 'en')).toBe('-¥1,234.50');
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (fen) => {
        expect(parseFen(formatFen(fen))).toEqual({ ok: true, value: fen });
        expect(parseFen(sayFen(fen, 'zh'))).toEqual({ ok: true, value: fen });
        expect(fenFromWire(fenToWire(fen))).toBe(fen);
      }),
    );
  });
});
