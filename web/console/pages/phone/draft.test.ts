import { describe, expect, test } from 'vitest';
import { record } from '../../../../modules/asks/contract.ts';
import { newCall, phoneTyped, recordOf } from './draft.ts';

const ID = '01932c00-0000-7000-8000-000000000001';
const call = newCall(ID);

describe('[I1] what the phone desk sends', () => {
  test('a name nobody knows is whom it is about, and who called', () => {
    const sent = recordOf({ ...call, typed: ' 陈阿姨 ', words: '老伴住院，钱花光了 ' });
    expect(sent).toMatchObject({ resident: null, about: { name: '陈阿姨' }, caller: { name: '陈阿姨' }, words: '老伴住院，钱花光了' });
    expect(record.payload.safeParse(sent).success).toBe(true);
  });

  test('a son who calls for his father is the caller, with his relation and number', () => {
    const sent = recordOf({
      ...call,
      typed: '王世良',
      forOther: true,
      callerName: '王建国',
      relation: '儿子',
      callerPhone: '13800000000',
      words: '要人上门',
    });
    expect(sent.caller).toEqual({ name: '王建国', relation: '儿子', phone: '13800000000' });
    expect(sent.about).toEqual({ name: '王世良', address: null });
  });

  test('[I5] an address is sent only where somebody is to come today', () => {
    expect(recordOf({ ...call, words: '等不了', visitAddress: '一组12号' }).visitToday).toBeNull();
    expect(recordOf({ ...call, words: '等不了', visitToday: true, visitAddress: '一组12号' }).visitToday).toBe('一组12号');
  });

  test('digits are a number to call back only when they are a whole one', () => {
    expect(phoneTyped('138 0000 0000')).toBe('13800000000');
    expect(phoneTyped('0580-3012345')).toBe('05803012345');
    expect(phoneTyped('1234')).toBeNull();
    expect(phoneTyped('陈')).toBeNull();
  });
});
