import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { syntheticId } from '../../kernel/identity.ts';
import { addDays } from '../../kernel/time.ts';
import { FACT_NAMES, FACTS, factNamed } from './contract.ts';
import {
  checkIdentity,
  corrected,
  foldLooks,
  type Hashes,
  importTemplate,
  lookReason,
  nameWords,
  partsOf,
  placeWords,
  previewRows,
  readDay,
  readFact,
  searchWords,
} from './domain.ts';

const TODAY = '2026-11-21';
const birthday = fc.integer({ min: 0, max: 45_000 }).map((n) => addDays('1900-01-01', n));
const hashes: Hashes = {
  id: (text) => [`id:${text}`],
  idTail: (text) => [`idtail:${text}`],
  phone: (text) => [`phone:${text}`],
  phoneTail: (text) => [`phonetail:${text}`],
};
const has = (words: readonly string[], way: string): boolean => way.split(' ').every((word) => words.includes(word));

describe('identity', () => {
  test('[R1] sex and birthday follow from the number, whatever spaces it is typed with', () => {
    fc.assert(
      fc.property(birthday, fc.integer({ min: 0, max: 17 }), (birth, at) => {
        const number = syntheticId('330903', birth);
        const typed = `${number.slice(0, at)} ${number.slice(at)}`.toLowerCase();
        expect(checkIdentity({ idNumber: typed, sex: null, birth: null }, TODAY)).toEqual({
          ok: true,
          value: { idNumber: number, sex: 'female', birth },
        });
        const other = checkIdentity({ idNumber: number, sex: null, birth: addDays(birth, 1) }, TODAY);
        expect(other.ok ? null : other.refusal.code).toBe('id_birth_differs');
        expect(other.ok ? '' : other.refusal.zh + other.refusal.en).not.toContain(number.slice(6, 14));
      }),
    );
  });

  test('[R1] an old 15-digit number and its new form are one person', () => {
    const both = ['330903510308000', syntheticId('330903', '1951-03-08')].map((idNumber) =>
      checkIdentity({ idNumber, sex: null, birth: null }, TODAY),
    );
    expect(both[0]).toEqual(both[1]);
  });

  test('[K11] a new number brings its own sex and birthday; what is not named stays', () => {
    const person = { name: '甲', idNumber: syntheticId('330903', '1951-03-08'), sex: 'female', birth: '1951-03-08' } as const;
    expect(corrected(person, { idNumber: '1', reason: '' })).toEqual({ name: '甲', idNumber: '1', sex: null, birth: null });
    expect(corrected(person, { idNumber: null, reason: '' })).toEqual({ ...person, idNumber: null });
    expect(corrected(person, { name: '乙', reason: '' })).toEqual({ ...person, name: '乙' });
  });
});

describe('facts', () => {
  test('[R2] unknown stays unknown for every fact of the dictionary', () => {
    for (const name of FACT_NAMES) expect(readFact(name, FACTS[name], null)).toEqual({ ok: true, value: null });
    expect(factNamed('constructor')).toBeUndefined();
  });

  test('[R2] a number is taken exactly as written, inside its bounds only', () => {
    const fact = factNamed('月收入')!;
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.integer({ min: 0, max: 99 }), (yuan, cents) => {
        const text = `${yuan}.${String(cents).padStart(2, '0')}`;
        const read = readFact('月收入', fact, text);
        const inside = Number(text) >= 0 && Number(text) <= fact.max!;
        expect(read.ok).toBe(inside);
        if (read.ok) expect(read.value).toBe(text);
      }),
    );
    for (const nonsense of ['', '很多', '1e9', '0x10', '1,200', 'NaN']) expect(readFact('月收入', fact, nonsense).ok).toBe(false);
  });

  test('[R2] words for yes and no; nothing else passes for one', () => {
    const fact = factNamed('低保')!;
    for (const yes of ['是', '有', 'true']) expect(readFact('低保', fact, yes)).toEqual({ ok: true, value: true });
    for (const no of ['否', '没有', 'false']) expect(readFact('低保', fact, no)).toEqual({ ok: true, value: false });
    for (const neither of ['不知道', '1', '']) expect(readFact('低保', fact, neither).ok).toBe(false);
  });
});

describe('search words', () => {
  const han = fc.constantFrom(...'陈王李张单曾阿姨奶雨荷小明国芳一二');
  const name = fc.array(han, { minLength: 1, maxLength: 5 }).map((chars) => chars.join(''));

  test('[R6] a name is found by each piece of one character or more', () => {
    fc.assert(
      fc.property(name, fc.nat(), fc.nat(), (whole, a, b) => {
        const from = a % whole.length;
        const piece = whole.slice(from, from + 1 + (b % (whole.length - from)));
        expect(searchWords(piece, hashes).some((way) => has(nameWords(whole), way))).toBe(true);
      }),
    );
  });

  test('[R6] 陈阿姨 by everything one types on the way to her name', () => {
    const words = nameWords('陈阿姨');
    for (const q of [
      'c',
      'ch',
      'chen',
      'chena',
      'chenayi',
      'ca',
      'cay',
      'ay',
      'ayi',
      'chenay',
      'Chen A Yi',
      '陈',
      '阿姨',
      '陈阿姨',
      '陈ayi',
    ])
      expect([q, searchWords(q, hashes).some((way) => has(words, way))]).toEqual([q, true]);
    for (const q of ['yi', 'hen', 'chenyi', '姨阿', '王'])
      expect([q, searchWords(q, hashes).some((way) => has(words, way))]).toEqual([q, false]);
  });

  test('[R6] surnames are read as surnames, ü is v or u', () => {
    expect(nameWords('曾小贤')).toContain('~zengxiaoxian');
    expect(nameWords('单雨荷')).toContain('~shanyuhe');
    expect(searchWords('lvbu', hashes)).toEqual(searchWords('lubu', hashes));
    expect(nameWords('吕布')).toContain('~lubu');
  });

  test('[R6] four digits may be a tail or part of an address, a whole number is only that', () => {
    expect(searchWords('0005', hashes)).toEqual(['#idtail:0005', '#phonetail:0005', '00 00 05']);
    expect(searchWords('000x', hashes)).toEqual(['#idtail:000X', '#phonetail:000X', '00 00']);
    expect(searchWords('138 0000 0000', hashes)[0]).toContain('#');
    expect(searchWords('13800000000', hashes)).toEqual(['#phone:13800000000']);
    expect(searchWords('0580-3012345', hashes)).toEqual(['#phone:0580-3012345']);
    const number = syntheticId('330903', '1951-03-08');
    expect(searchWords(number, hashes)).toEqual([`#id:${number}`]);
  });

  test('[R6] several parts must all fit; a place may stand for one', () => {
    expect(partsOf('陈ayi  一组')).toEqual(['陈', 'ayi', '一组']);
    expect(searchWords('陈 一组', hashes, new Map([['一组', ['@33.g1.']]]))).toEqual(['陈 @33.g1.', '陈 一组']);
  });

  test('[R6] no question breaks it, none grows without bound, none can name an area or a hash by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (q) => {
        const ways = searchWords(q, hashes);
        expect(ways.length).toBeLessThanOrEqual(12);
        for (const way of ways) expect(way).not.toMatch(/(?:^| )(?:@|#(?!id|phone))|^$/);
      }),
    );
  });

  test('[R6] an address by its pieces', () => {
    expect(placeWords('一组12号')).toEqual(['一组', '组1', '12', '2号']);
    expect(placeWords(null)).toEqual([]);
  });
});

describe('looks', () => {
  test('[R5] a reason must be given, must not be one that the system sees is false, and may be typed', () => {
    expect(lookReason({}, null)).toMatchObject({ ok: false, refusal: { code: 'look_reason_missing' } });
    expect(lookReason({ reason: 'other' }, null)).toMatchObject({ ok: false });
    expect(lookReason({ reason: 'duty' }, false)).toMatchObject({ ok: false, refusal: { code: 'look_reason_unseen' } });
    expect(lookReason({ reason: 'duty' }, true)).toEqual({ ok: true, value: 'duty' });
    expect(lookReason({ reason: 'visit' }, null)).toEqual({ ok: true, value: 'visit (unchecked)' });
  });
});

describe('looks of one sitting', () => {
  test('[R5] are shown as one with how many there were; another colleague, reason or hour is a look of its own', () => {
    const look = (at: string, name = '小林', reason = 'visit') => ({
      at: `2026-11-22T${at}:00.000Z`,
      name,
      siteName: '便民中心',
      what: 'page',
      reason,
    });
    const folded = foldLooks([
      look('09:30'),
      look('09:12'),
      look('09:08'),
      look('09:07', '小周'),
      look('09:05'),
      look('09:01', '小林', 'lead'),
    ]);
    expect(folded.map((one) => [one.at.slice(11, 16), one.name, one.reason, one.times])).toEqual([
      ['09:30', '小林', 'visit', 1],
      ['09:05', '小林', 'visit', 3],
      ['09:07', '小周', 'visit', 1],
      ['09:01', '小林', 'lead', 1],
    ]);
  });
});

describe('import preview', () => {
  const areas = [
    { path: '33.3309.330903.myd.g1.', name: '蚂蚁岛一组', aliases: ['一组'] },
    { path: '33.3309.330903.bsd.g1.', name: '白沙岛一组', aliases: ['一组'] },
  ];
  let n = 0;
  const newId = () => `01890000-0000-7000-8000-${String(++n).padStart(12, '0')}`;
  const preview = (...rows: string[][]) => previewRows(rows, { areas, today: TODAY, newId });

  test('[R1] the template itself reads without a problem', () => {
    const read = preview(...importTemplate().map((row) => [...row]));
    expect(read).toMatchObject({
      heading: [],
      ignored: [],
      rows: [{ row: 2, problems: [], value: { area: areas[0]!.path, sex: 'female' } }],
    });
    expect(read.rows[0]!.value!.facts).toEqual(
      expect.arrayContaining([
        { name: '低保', value: true },
        { name: '残疾', value: false },
      ]),
    );
  });

  test('[R1] each error is named by row and column, all of a row at once', () => {
    const number = syntheticId('330903', '1951-03-08');
    const read = preview(
      ['姓名', '身份证号', '性别', '出生日期', '村组', '手机', '月收入', '喜好'],
      ['甲', number, '女', '1951.3.8', '蚂蚁岛一组', '13800000000', '1200', '听戏'],
      ['', '', '', '', '', '', ''],
      ['乙', number, '', '', '蚂蚁岛一组'],
      ['', `${number.slice(0, 17)}1`, '妇', '春天', '一组', '12', '-1'],
      ['丙', '', '', '', '天上'],
    );
    expect(read.ignored).toEqual(['喜好']);
    expect(read.rows.map((one) => [one.row, one.problems.map((p) => [p.column, p.code])])).toEqual([
      [2, []],
      [4, [['身份证号', 'id_twice']]],
      [
        5,
        [
          ['村组', 'area_ambiguous'],
          ['性别', 'sex_shape'],
          ['出生日期', 'day_shape'],
          ['身份证号', 'id_check'],
          ['手机', 'phone_shape'],
          ['月收入', 'fact_range'],
          ['姓名', 'name_empty'],
        ],
      ],
      [6, [['村组', 'area_unknown']]],
    ]);
    expect(JSON.stringify(read.rows.map((one) => one.problems))).not.toContain(number.slice(0, 17));
  });

  test('[R1] a heading without the needed columns, or with one twice, reads nothing', () => {
    expect(preview(['名字'], ['甲'])).toMatchObject({ heading: [{ column: '姓名' }, { column: '村组' }], rows: [] });
    expect(preview(['姓名', '村组', '姓名'], ['甲'])).toMatchObject({ heading: [{ code: 'column_twice' }], rows: [] });
  });

  test('[R1] days as people write them', () => {
    for (const text of ['1951-03-08', '1951/3/8', '1951.3.8', '1951年3月8日', '19510308']) expect(readDay(text)).toBe('1951-03-08');
    for (const text of ['1951-02-30', '51-3-8', '3月8日', '']) expect(readDay(text)).toBeUndefined();
  });

  test('[R1] whatever the cells hold, a row is either ready or has a problem', () => {
    const cell = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom('蚂蚁岛一组', '是', '女', '1951-03-08', '13800000000'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 18 }), (cells) => {
        for (const row of preview([...importTemplate()[0]!], cells).rows) expect(row.value === null).toBe(row.problems.length > 0);
      }),
    );
  });
});
