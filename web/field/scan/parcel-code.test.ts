import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCode, showCode } from '../../../kernel/codes.ts';
import { parcelCodeIn } from './parcel-code.ts';

const code = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((random) => makeCode('parcel', random));

test('[B1] the code is found as typed, as printed, and at the end of a printed address', () => {
  fc.assert(
    fc.property(code, (made) => {
      for (const text of [
        made,
        made.toLowerCase(),
        showCode('parcel', made),
        `https://office.example/b/${made}`,
        ` ${showCode('parcel', made)} `,
      ])
        expect(parcelCodeIn(text)).toEqual({ ok: true, value: made });
    }),
  );
});

test('[B1] anything else is refused with what to look at', () => {
  expect(parcelCodeIn('K0P3X9QA2')).toMatchObject({ ok: false, refusal: { code: 'code_letter' } });
  expect(parcelCodeIn('https://elsewhere.example/')).toMatchObject({ ok: false });
  expect(parcelCodeIn('')).toMatchObject({ ok: false, refusal: { code: 'code_length' } });
});
