import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  idCheckDigit,
  maskCard,
  maskId,
  maskName,
  maskPhone,
  modernForm,
  parseBankCard,
  parseDisabilityCard,
  parseIdNumber,
  parsePhone,
  parseUscc,
  syntheticId,
} from './identity.ts';
import { addDays } from './time.ts';

const codeOf = (checked: { ok: boolean; refusal?: { code: string } }): string | undefined => checked.refusal?.code;

describe('ID numbers', () => {
  test.each([
    ['330903195103080005', '1951-03-08', 'female'],
    ['33090319450519000X', '1945-05-19', 'female'],
    ['310106195401010007', '1954-01-01', 'female'],
    ['420703188002290017', '1880-02-29', 'male'],
    ['330922189309010078', '1893-09-01', 'male'],
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
  ])('[R1] %s is right', (number, birth, sex) => {
    expect(parseIdNumber(number)).toEqual({ ok: true, value: { number, form: 'citizen', birth, sex, region: number.slice(0, 6) } });
  });

  test.each([
    ['330903195103080006', 'id_check'],
    ['330903195102300003', 'id_birthday'],
    ['33090319451332000X', 'id_birthday'],
    ['3309031951030800', 'id_length'],
    ['33090319510308000A', 'id_shape'],
    ['3309031951030X0005', 'id_shape'],
    ['', 'id_length'],
  ])('[R1] %s is refused: %s', (number, code) => {
    expect(codeOf(parseIdNumber(number))).toBe(code);
  });

  test('[R1] as people type it', () => {
    const right = parseIdNumber('33090319450519000X');
    expect(parseIdNumber('33090319450519000x')).toEqual(right);
    expect(parseIdNumber('３３０９０３１９４５０５１９０００Ｘ')).toEqual(right);
    expect(parseIdNumber(' 330903 19450519-000x ')).toEqual(right);
  });

  test('[R1] other forms: 15 digits, residence permits, foreigners', () => {
    const old = parseIdNumber('330903510308000');
    expect(old).toMatchObject({ ok: true, value: { form: 'old', birth: '1951-03-08', sex: 'female' } });
    expect(old.ok && modernForm(old.value)).toBe('330903195103080005');
    expect(codeOf(parseIdNumber('330903511308000'))).toBe('id_birthday');
    expect(parseIdNumber(syntheticId('810000', '1960-01-01'))).toMatchObject({ value: { form: 'residence' } });
    expect(parseIdNumber(syntheticId('830000', '1960-01-01'))).toMatchObject({ value: { form: 'residence' } });
    expect(parseIdNumber(syntheticId('933000', '1960-01-01'))).toMatchObject({ value: { form: 'foreigner' } });
  });

  test('[R1] nobody is born tomorrow', () => {
    expect(codeOf(parseIdNumber(syntheticId('330903', '2026-11-22'), '2026-11-21'))).toBe('id_birthday');
    expect(parseIdNumber(syntheticId('330903', '2026-11-21'), '2026-11-21').ok).toBe(true);
  });

  test('[R1] one wrong digit never passes, and no refusal repeats the number', () => {
    const number = fc
      .tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 999 }))
      .map(([n, sequence]) => syntheticId('330999', addDays('1900-01-01', n), sequence));
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (right, at, shift) => {
        expect(parseIdNumber(right).ok).toBe(true);
        const wrong = `${right.slice(0, at)}${(Number(right[at]) + shift) % 10}${right.slice(at + 1)}`;
        const checked = parseIdNumber(wrong);
        expect(checked.ok).toBe(false);
        expect(JSON.stringify(checked)).not.toContain(wrong.slice(6, 14));
      }),
    );
  });

  test('check digits are made of 17 digits only', () => {
    expect(idCheckDigit('33090319510308000')).toBe('5');
    expect(() => idCheckDigit('3309031951030800')).toThrow();
    expect(() => syntheticId('330903', '1951-02-30')).toThrow();
  });
});

describe('bodies', () => {
  test.each([
    ['11330903MB00000198', 'agency'],
    ['11330902002643210L', 'agency'],
    ['54330903ME65432180', 'self_governing'],
    ['12420703MB1A2B3CXN', 'public_institution'],
    ['91310106MA1FY0008Q', 'company'],
    ['91350100M000100Y43', 'company'],
  ])('[R1] %s is a %s', (code, kind) => {
    expect(parseUscc(code.toLowerCase())).toEqual({
      ok: true,
      value: { code, kind, region: code.slice(2, 8), orgCode: code.slice(8, 17) },
    });
  });

  test.each([
    ['11330903MB00000199', 'uscc_check'],
    ['11330903MB00000298', 'uscc_org_check'],
    ['11330903MB0000O198', 'uscc_shape'],
    ['11330903MB000001', 'uscc_length'],
  ])('[R1] %s is refused: %s', (code, refused) => {
    expect(codeOf(parseUscc(code))).toBe(refused);
  });
});

describe('cards and phones', () => {
  test.each(['6228480000000000018', '6217000000000000020', '6215580000000000030', '6230520000000000040', '6222020000000000059'])(
    '[R1] bank card %s',
    (card) => {
      expect(parseBankCard(card.replace(/(.{4})/g, '$1 '))).toEqual({ ok: true, value: card });
      expect(codeOf(parseBankCard(`${card.slice(0, -1)}${(Number(card.at(-1)) + 1) % 10}`))).toBe('card_check');
      expect(codeOf(parseBankCard(card.slice(0, 15)))).toBe('card_shape');
    },
  );

  test.each([
    ['138 0000 0000', '13800000000', 'mobile'],
    ['+86 138-0000-0000', '13800000000', 'mobile'],
    ['8613800000000', '13800000000', 'mobile'],
    ['１３８００００００００', '13800000000', 'mobile'],
    ['0580-3012345', '0580-3012345', 'landline'],
    ['(0580)3012345', '0580-3012345', 'landline'],
    ['+86 580 3012345', '0580-3012345', 'landline'],
    ['02162345678', '021-62345678', 'landline'],
    ['+86 21 6234 5678', '021-62345678', 'landline'],
    ['12345', '12345', 'short'],
  ])('[R3] %s', (text, number, kind) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: { number, kind } });
  });

  test.each(['12800000000', '1380000000', '138000000000', '3012345', '0580-012345', 'abc', ''])('[R3] %s is no phone', (text) => {
    expect(codeOf(parsePhone(text))).toBe('phone_shape');
  });

  test('[R2] disability certificate', () => {
    expect(parseDisabilityCard('33090319510308000542')).toMatchObject({
      ok: true,
      value: { category: 4, grade: 2, reissue: '', id: { birth: '1951-03-08' } },
    });
    expect(parseDisabilityCard('33090319510308000542B1')).toMatchObject({ value: { reissue: 'B1' } });
    expect(codeOf(parseDisabilityCard('33090319510308000582'))).toBe('disability_shape');
    expect(codeOf(parseDisabilityCard('33090319510308000642'))).toBe('id_check');
  });
});

describe('masks', () => {
  test('[W3] as they are shown', () => {
    expect([maskName('陈三'), maskName('张小三'), maskName('欧阳小娜'), maskName('陈')]).toEqual(['陈*', '张*三', '欧**娜', '*']);
    expect(maskId('330903195103080005')).toBe('330903********0005');
    expect(maskId('330903510308000')).toBe('330903*****8000');
    expect(maskPhone('13800000000')).toBe('138****0000');
    expect(maskPhone('0580-3012345')).toBe('0580-***2345');
    expect(maskPhone('12345')).toBe('12345');
    expect(maskCard('6228480000000000018')).toBe('****0018');
  });

  test('[W3] what is not understood is hidden whole', () => {
    expect([maskId('12345'), maskPhone('1380000'), maskCard('1234')]).toEqual(['****', '****', '****']);
  });
});
