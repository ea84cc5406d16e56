import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { syntheticId } from '../../kernel/identity.ts';
import { addDays } from '../../kernel/time.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

/** Well-formed and nobody's: sequence 000 is never issued. */
const ID = (n: number): string => syntheticId('330903', addDays('1951-03-08', n));
const anyPhone = '13800001234';

type Person = Partial<z.input<typeof contract.register.payload>>;
const register = async (as: Actor, person: Person = {}): Promise<string> => {
  const id = newId();
  await app.did(as, contract.register, { id, area: world.areas.group1, name: '陈阿姨', ...person });
  return id;
};
const phone = (number: string, kind: 'own_phone' | 'relative' = 'own_phone') => ({ id: newId(), kind, name: '女儿', phone: number });
const found = async (q: string, as: Actor = world.by.clerk): Promise<string[]> =>
  (await app.ask(as, contract.search, { q })).rows.map((row) => row.id);

describe('registry', () => {
  test('[R1] a person is registered in one entry, and the page shows it with numbers masked', async () => {
    const id = await register(world.by.clerk, { idNumber: ID(0), contacts: [phone(anyPhone)], address: '一组12号', language: '舟山话' });
    const shown = await app.ask(world.by.helper, contract.page, { id, reason: 'visit' });
    expect(shown.person).toMatchObject({
      name: '陈阿姨',
      sex: 'female',
      birth: '1951-03-08',
      idMasked: `330903********${ID(0).slice(-4)}`,
      phoneMasked: '138****1234',
      areaName: '蚂蚁岛一组',
      seq: 1,
      green: true,
      greenWhy: ['年满70岁'],
    });
    expect(JSON.stringify(shown)).not.toContain(ID(0));
    expect(JSON.stringify(shown)).not.toContain(anyPhone);
    const entries = await withClient(app.db.ownerUrl, (owner) => owner.query('select data::text from ledger where stream_id = $1', [id]));
    expect(entries.rows).toHaveLength(1);
    expect(JSON.stringify(entries.rows)).not.toContain('陈阿姨');
  });

  test('[R1] an ID number is checked, and must fit sex and birthday', async () => {
    const base = { area: world.areas.group1, name: '王五' };
    const wrong = `${ID(1).slice(0, 17)}${ID(1).endsWith('0') ? '1' : '0'}`;
    expect(await app.send(world.by.clerk, contract.register, { ...base, id: newId(), idNumber: wrong })).toMatchObject({
      code: 'id_check',
    });
    expect(await app.send(world.by.clerk, contract.register, { ...base, id: newId(), idNumber: ID(1), birth: '1950-01-01' })).toMatchObject(
      {
        code: 'id_birth_differs',
      },
    );
  });

  test('[R1] the same ID number twice: here it names the record, elsewhere only the office', async () => {
    const number = ID(2);
    const id = await register(world.by.clerk, { idNumber: number, name: '李奶奶' });
    const again = await app.send(world.by.helper, contract.register, { id: newId(), area: world.areas.mayi, name: '李', idNumber: number });
    expect(again).toMatchObject({ outcome: 'refused', code: 'resident_known', info: { resident: id } });
    const elsewhere = await app.send(world.by.clerkB, contract.register, {
      id: newId(),
      area: world.areas.baisha,
      name: '李',
      idNumber: `${number.slice(0, 6)} ${number.slice(6)}`,
    });
    expect(elsewhere).toMatchObject({ outcome: 'refused', code: 'resident_known_elsewhere', info: { office: '蚂蚁岛便民服务站' } });
    expect(JSON.stringify(elsewhere)).not.toMatch(new RegExp(`李奶奶|${id}|${number}`));
  });

  test('[R1] two register the same person at the same moment: one is refused, nothing breaks', async () => {
    const payload = { area: world.areas.group1, name: '双登记', idNumber: ID(3) };
    const outcomes = await Promise.all([
      app.send(world.by.clerk, contract.register, { ...payload, id: newId() }),
      app.send(world.by.helper, contract.register, { ...payload, id: newId() }),
    ]);
    expect(outcomes.map((one) => one.outcome).sort()).toEqual(['done', 'refused']);
    expect(outcomes.find((one) => one.outcome === 'refused')).toMatchObject({ code: 'resident_known' });
  });

  test('[R1] households: members, changed membership, found by its number', async () => {
    const household = newId();
    await app.did(world.by.clerk, contract.addHousehold, { id: household, area: world.areas.group1, number: '0077', address: '码头路3号' });
    expect(await app.send(world.by.clerk, contract.addHousehold, { id: newId(), area: world.areas.group1, number: '0077' })).toMatchObject({
      code: 'household_known',
    });
    const wife = await register(world.by.clerk, { name: '周大妈', household, relation: '妻' });
    const husband = await register(world.by.clerk, { name: '周大伯' });
    await app.did(
      world.by.clerk,
      contract.changeMembership,
      { resident: husband, household, relation: '户主', since: '2026-01-01', reason: '补登' },
      { seen: 1 },
    );
    const shown = await app.ask(world.by.clerk, contract.page, { id: wife, reason: 'visit' });
    expect(shown.household).toMatchObject({ number: '0077', address: '码头路3号' });
    expect(shown.household!.members.map((m) => m.name).sort()).toEqual(['周大伯', '周大妈']);
    expect(await found('码头路3号')).toEqual(expect.arrayContaining([wife, husband]));
    expect((await app.ask(world.by.clerk, contract.households, { number: '0077' })).rows).toMatchObject([{ id: household, members: 2 }]);
    await app.did(world.by.clerk, contract.changeHousehold, { id: household, address: '山后路8号', reason: '搬家' }, { seen: 1 });
    expect(await found('山后路')).toEqual(expect.arrayContaining([wife, husband]));
    expect(await found('码头路3号')).toEqual([]);
  });

  test('[R1] moving to another island hands the whole record over to the office there', async () => {
    const id = await register(world.by.clerk, { name: '迁居人', contacts: [phone('13800002345')], idNumber: ID(4) });
    await app.did(
      world.by.clerk,
      contract.changeHome,
      { resident: id, area: world.areas.baisha, address: '新村5号', since: '2026-06-01', reason: '随儿子住' },
      { seen: 1 },
    );
    expect(await app.askRefused(world.by.clerk, contract.page, { id, reason: 'visit' })).toMatchObject({ code: 'not_found' });
    const there = await app.ask(world.by.clerkB, contract.page, { id, reason: 'visit' });
    expect(there.person).toMatchObject({ area: world.areas.baisha, address: '新村5号', homeSince: '2026-06-01' });
    expect(there.former).toMatchObject([{ what: 'home', reason: '随儿子住' }]);
    await app.did(world.by.clerkB, contract.addContact, { ...phone('13800002346', 'relative'), resident: id });
    expect(await found('迁居人', world.by.clerkB)).toEqual([id]);
    expect(await found('迁居人')).toEqual([]);
  });

  test('[K11] a corrected name and number: the old stays, struck through, with its reason', async () => {
    const id = await register(world.by.clerk, { name: '张小名', idNumber: ID(5) });
    await app.did(world.by.clerk, contract.correct, { resident: id, name: '张小明', idNumber: ID(6), reason: '听错了' }, { seen: 1 });
    const shown = await app.ask(world.by.clerk, contract.page, { id, reason: 'visit' });
    expect(shown.person).toMatchObject({ name: '张小明', seq: 2 });
    expect(shown.former.map((one) => [one.what, one.value, one.reason])).toEqual(
      expect.arrayContaining([
        ['name', '张小名', '听错了'],
        ['id_number', `330903********${ID(5).slice(-4)}`, '听错了'],
      ]),
    );
    expect(await found('小明')).toEqual([id]);
    expect(await found('小名')).toEqual([]);
    expect(await app.send(world.by.clerk, contract.correct, { resident: id, name: '张晓明', reason: '又改' }, { seen: 1 })).toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  test('[R1] a merge hides one record behind the other, and is undone', async () => {
    const keep = await register(world.by.clerk, { name: '合并甲', idNumber: ID(7) });
    const twin = await register(world.by.clerk, { name: '合并乙', contacts: [phone('13800003456')] });
    expect(await app.send(world.by.clerk, contract.merge, { keep: twin, merged: keep, reason: '同一人' }, { seen: 1 })).toMatchObject({
      code: 'merge_keep_id',
    });
    await app.did(world.by.clerk, contract.merge, { keep, merged: twin, reason: '同一人' }, { seen: 1 });
    const shown = await app.ask(world.by.clerk, contract.page, { id: twin, reason: 'visit' });
    expect(shown.person.id).toBe(keep);
    expect(shown.contacts).toMatchObject([{ phoneMasked: '138****3456' }]);
    expect(await found('合并乙')).toEqual([keep]);
    expect(await app.send(world.by.clerk, contract.correct, { resident: twin, name: '合并丙', reason: '错' }, { seen: 2 })).toMatchObject({
      code: 'resident_merged',
    });
    await app.did(world.by.clerk, contract.undoMerge, { merged: twin, reason: '不是同一人' }, { seen: shown.merged[0]!.seq });
    expect(await found('合并乙')).toEqual([twin]);
    expect((await app.ask(world.by.clerk, contract.page, { id: keep, reason: 'visit' })).contacts).toEqual([]);
  });

  test('[R1] a death is recorded once, and withdrawn when it was a mistake', async () => {
    const id = await register(world.by.clerk, { name: '误报人' });
    await app.did(world.by.clerk, contract.recordDeath, { resident: id, diedOn: '2026-10-01', source: 'neighbour' });
    expect(await app.send(world.by.clerk, contract.recordDeath, { resident: id, diedOn: '2026-10-02', source: 'relative' })).toMatchObject({
      code: 'already_died',
    });
    await app.did(world.by.clerk, contract.withdrawDeath, { resident: id, reason: '听错了人' }, { seen: 2 });
    const shown = await app.ask(world.by.clerk, contract.page, { id, reason: 'visit' });
    expect(shown.person.diedOn).toBeNull();
    expect(shown.former).toMatchObject([{ what: 'death', value: '2026-10-01', reason: '听错了人' }]);
  });
});

describe('contacts and facts', () => {
  test('[R3] ways to reach a person; a withdrawn one stays visible and is not searched', async () => {
    const id = await register(world.by.clerk, { name: '联系人' });
    const contact = newId();
    await app.did(world.by.helper, contract.addContact, {
      resident: id,
      id: contact,
      kind: 'neighbour',
      name: '隔壁老赵',
      phone: '139 0000 7788',
      bestHours: '早上八点前',
      trusted: true,
    });
    await app.did(world.by.referrer, contract.addContact, { resident: id, id: newId(), kind: 'knock', place: '后门，敲重一点' });
    expect(await found('13900007788')).toEqual([id]);
    await app.did(world.by.clerk, contract.withdrawContact, { resident: id, id: contact, reason: '搬走了' });
    expect(await found('13900007788')).toEqual([]);
    const { contacts } = await app.ask(world.by.clerk, contract.page, { id, reason: 'visit' });
    expect(contacts.map((c) => [c.kind, c.withdrawn])).toEqual([
      ['knock', false],
      ['neighbour', true],
    ]);
    expect(await app.send(world.by.clerk, contract.addContact, { resident: id, id: newId(), kind: 'own_phone' })).toMatchObject({
      code: 'contact_incomplete',
    });
  });
});

describe('finding', () => {
  test('[R6] by two characters, pinyin, initials, tails, whole numbers, address, and two things at once', async () => {
    const number = ID(8);
    const id = await register(world.by.clerk, {
      name: '单雨荷',
      idNumber: number,
      contacts: [phone('13800009876')],
      address: '灯塔弄21号',
    });
    const other = await register(world.by.clerk, { name: '单小荷', area: world.areas.mayi, address: '灯塔弄9号' });
    for (const q of [
      '雨荷',
      'shanyuhe',
      'shanyu',
      'syh',
      'shanyh',
      'yuhe',
      'SHAN yu',
      '单 灯塔弄21',
      number,
      '１３８００００９８７６',
      '9876',
    ])
      expect([q, await found(q)]).toEqual([q, [id]]);
    expect(await found(number.slice(-4))).toContain(id);
    expect((await found('单')).sort()).toEqual([id, other].sort());
    expect(await found('单 一组')).toEqual([id]);
    expect(await found('雨荷灯')).toEqual([]);
    expect(await found('%')).toEqual([]);
    const rows = (await app.ask(world.by.clerk, contract.search, { q: '雨荷' })).rows;
    expect(rows).toMatchObject([{ idMasked: `330903********${number.slice(-4)}`, phoneMasked: '138****9876', areaName: '蚂蚁岛一组' }]);
  });

  test('[R1] the register is read page by page, those living elsewhere apart', async () => {
    const away = await register(world.by.clerk, { name: '在宁波', livesElsewhere: '宁波' });
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const part = await app.ask(world.by.clerk, contract.people, { limit: 3, cursor });
      expect(part.rows.length).toBeLessThanOrEqual(3);
      all.push(...part.rows.map((row) => row.id));
      cursor = part.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain(away);
    expect((await app.ask(world.by.clerk, contract.people, { lives: 'elsewhere' })).rows.map((row) => row.id)).toEqual([away]);
    expect((await app.ask(world.by.clerkB, contract.people, {})).rows.map((row) => row.id)).not.toContain(away);
  });
});

describe('import', () => {
  test('[R1] good rows are registered, bad ones reported by row and column; a check registers nobody', async () => {
    const row = (n: number, extra: object = {}) => ({ row: n, id: newId(), area: world.areas.group1, name: `导入${n}`, ...extra });
    const rows = [
      row(2, { idNumber: ID(20), householdNumber: '0100', phone: '13800005555', facts: [{ name: '低保', value: true }] }),
      row(3, { idNumber: ID(20) }),
      row(4, { householdNumber: '0100', relation: '子' }),
      row(5, { phone: '123' }),
      row(6, { area: world.areas.baisha }),
      row(7, { idNumber: ID(0) }),
    ];
    const problems = [
      { row: 3, column: '身份证号', code: 'id_twice' },
      { row: 5, column: '手机', code: 'phone_short' },
      { row: 6, column: '村组', code: 'outside_area' },
      { row: 7, column: '身份证号', code: 'resident_known' },
    ];
    const checked = await app.did(world.by.clerk, contract.importRows, { rows, at: '2026-11-01', check: true });
    expect(checked).toMatchObject({ registered: [{ row: 2 }, { row: 4 }], problems });
    expect(await found('导入2')).toEqual([]);
    const report = await app.did(world.by.clerk, contract.importRows, { rows, at: '2026-11-01' });
    expect(report).toMatchObject({ registered: [{ row: 2 }, { row: 4 }], problems });
    const shown = await app.ask(world.by.clerk, contract.page, { id: report.registered[0]!.id, reason: 'visit' });
    expect(shown.household!.members).toHaveLength(2);
    expect(shown.person.greenWhy).toContain('低保');
    expect(await app.did(world.by.clerk, contract.importRows, { rows: [rows[0]!], at: '2026-11-01' })).toMatchObject({
      registered: [],
      problems: [{ code: 'resident_known' }],
    });
  });
});

test('[R1] a full batch of 200 rows is one command, and each row one entry', async () => {
  const rows = Array.from({ length: contract.IMPORT_BATCH }, (_, i) => ({
    row: i + 2,
    id: newId(),
    area: world.areas.baisha,
    name: `批量${i}`,
    idNumber: ID(1000 + i),
    phone: String(13_700_000_000 + i),
    householdNumber: String(Math.floor(i / 3)),
  }));
  const report = await app.did(world.by.clerkB, contract.importRows, { rows, at: '2026-11-01' });
  expect([report.registered.length, report.problems]).toEqual([200, []]);
  const { rows: counted } = await withClient(app.db.ownerUrl, (owner) =>
    owner.query(
      `select event, count(*)::int as n from ledger where stream_id = any($1) or event = 'residents.household_added' and area = $2 group by event order by event`,
      [rows.map((row) => row.id), world.areas.baisha],
    ),
  );
  expect(counted).toEqual([
    { event: 'residents.household_added', n: 67 },
    { event: 'residents.registered', n: 200 },
  ]);
});
