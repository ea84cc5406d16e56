import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { newId } from '../../platform/executor/execute.ts';
import { codeOf, openRelief, today } from '../../tests/support/relief.ts';
import { ILL } from '../../tests/support/story.ts';
import * as cases from '../cases/contract.ts';
import * as residents from '../residents/contract.ts';
import * as contract from './contract.ts';
import { countPouches } from './index.ts';

type S3 = Awaited<ReturnType<typeof openRelief>>;
let s3: S3;
let app: S3['app'];
let world: S3['world'];
let story: S3['story'];
beforeAll(async () => {
  s3 = await openRelief();
  ({ app, world, story } = s3);
}, 120_000);
afterAll(() => s3?.app.close());

const yuan = (n: number): string => String(n * 100);
let numbers = 10_000_000;
const bill = async (resident: string, over: object = {}) => {
  numbers += 1;
  return {
    id: newId(),
    resident,
    document: await story.document(world.by.helper, resident, 'resident'),
    day: today,
    kind: 'outpatient' as const,
    place: '普陀医院',
    number: `33060125 ${numbers}`,
    total: yuan(900),
    selfPaid: yuan(800),
    ...over,
  };
};
const put = async (resident: string, over: object = {}): Promise<string> => {
  const one = await bill(resident, over);
  await app.did(world.by.helper, contract.putBill, one);
  await app.jobs();
  return one.id;
};
const pouch = (resident: string, over: object = {}) =>
  app.ask(world.by.clerk, contract.pouch, { resident, reason: 'other', words: '核对票据', ...over });
const factOf = async (resident: string, name = '本年门诊自付') =>
  (
    await s3.rows<{ value: string; source: string; note: string }>(
      'select value #>> $3 as value, source, note from residents_v_fact where resident = $1 and name = $2',
      [resident, name, '{}'],
    )
  )[0];
/** A case for relief after an illness, with a consent to use papers again. */
const caseOf = async (resident: string, scopes: contract.ConsentScope[] = ['reuse_documents']): Promise<string> => {
  const id = await story.open(world.by.clerk, 'MZ-001', resident, { answers: ILL });
  if (scopes.length > 0) await story.consent(world.by.clerk, id, resident, scopes);
  return id;
};
const used = (caseId: string, resident: string, ...bills: string[]) => ({
  caseId,
  resident,
  materialKey: 'medical_bills',
  how: 'photo' as const,
  bills: bills.map((one) => ({ bill: one, given: newId() })),
});

describe('what lies in the pouch', () => {
  test('[M6] a bill is put in with its picture, summed and pre-checked; the place and number are sealed and the look is recorded', async () => {
    const resident = await s3.person({});
    const one = await put(resident);
    await put(resident, { kind: 'pharmacy', total: yuan(50), selfPaid: null });
    await put(resident, { day: addDays(today, -800), place: '舟山医院' });
    const shown = await pouch(resident);
    expect(shown.bills).toHaveLength(3);
    expect(shown.bills.find(({ id }) => id === one)).toMatchObject({ place: '普陀医院', total: yuan(900), used: null, former: [] });
    const year = shown.spans.find(({ span }) => span === 'year')!;
    expect(year.claim).toEqual({ bills: 1, total: yuan(900), selfPaid: yuan(800), ids: [one] });
    expect(year.not.map(({ why }) => why)).toEqual(['self_paid_unknown']);
    const [row] = await s3.rows<{ kept: string }>('select materials_bill::text as kept from materials_bill where id = $1', [one]);
    expect(row!.kept).not.toContain(Buffer.from('普陀医院').toString('hex'));
    const looks = await s3.rows('select 1 from platform_look where subject = $1 and what = $2', [resident, 'materials.pouch']);
    expect(looks).toHaveLength(1);
    expect(await app.askRefused(world.by.clerk, contract.pouch, { resident })).toMatchObject({ code: 'look_reason_missing' });
    expect(await app.askRefused(world.by.clerkB, contract.pouch, { resident, reason: 'other', words: '看看' })).toMatchObject({
      status: 404,
    });
  });

  test('[M6] the same bill twice is refused with the day it was put in, also by an office that may not see that pouch', async () => {
    const { helper, clerkB } = world.by;
    const [resident, other] = [await s3.person({}), await s3.person({})];
    const first = await bill(resident, { number: '3306-0125 88 7766' });
    await app.did(helper, contract.putBill, first);
    expect(await app.send(helper, contract.putBill, await bill(other, { number: '33060125８８７７６６' }))).toMatchObject({
      code: 'bill_known',
      zh: expect.stringContaining('已经放进过票据袋'),
      info: { putOn: today },
    });
    const far = await story.resident(clerkB, { area: world.areas.baisha });
    const theirs = await bill(resident, {
      resident: far,
      number: '33060125887766',
      document: await story.document(clerkB, far, 'resident'),
    });
    const refused = await app.send(clerkB, contract.putBill, theirs);
    expect(refused).toMatchObject({ code: 'bill_known', info: { putOn: today } });
    expect(JSON.stringify(refused)).not.toContain(resident);
    // Given back, it may be put in where it belongs.
    await app.did(helper, contract.withdrawBill, { id: first.id, resident, reason: '是隔壁的票' });
    await app.did(clerkB, contract.putBill, theirs);
  });

  test('[M6] nonsense is refused in words; what was copied wrongly is put right, the old stays struck through', async () => {
    const { helper } = world.by;
    const resident = await s3.person({});
    const stranger = await s3.person({});
    const wrong = async (over: object) => codeOf(await app.send(helper, contract.putBill, await bill(resident, over)));
    expect(await wrong({ document: await story.document(helper, stranger, 'resident') })).toBe('bill_picture_missing');
    expect(await wrong({ number: '第三张' })).toBe('bill_number_shape');
    expect(await wrong({ day: addDays(today, 1) })).toBe('bill_future');
    expect(await wrong({ day: '1901-01-01' })).toBe('bill_before_birth');
    expect(await wrong({ total: '100', selfPaid: '101' })).toBe('bill_amounts');
    expect(await wrong({ total: yuan(9_000_000), selfPaid: yuan(9_000_000) })).toBe('fact_range');
    const one = await bill(resident);
    await app.did(helper, contract.putBill, one);
    await app.did(helper, contract.correctBill, { ...one, total: yuan(90), selfPaid: yuan(80), reason: '看错一位' });
    const [shown] = (await pouch(resident)).bills;
    expect(shown).toMatchObject({ total: yuan(90), selfPaid: yuan(80) });
    expect(shown!.former).toMatchObject([{ was: { total: yuan(900), selfPaid: yuan(800), place: '普陀医院' }, reason: '看错一位' }]);
    expect((await factOf(resident))?.value).toBe('80.00');
    await app.did(helper, contract.withdrawBill, { id: one.id, resident, reason: '还给本人' });
    expect(await app.send(helper, contract.correctBill, { ...one, reason: '再改' })).toMatchObject({ code: 'bill_out' });
    expect(await factOf(resident)).toBeUndefined();
  });

  test('[M6] who moves takes the pouch and its pictures along', async () => {
    const { clerk, clerkB } = world.by;
    const resident = await s3.person({});
    await put(resident);
    const seen = await s3.seqOf(resident);
    const home = { resident, area: world.areas.baisha, address: '白沙 3 号', livesElsewhere: null, since: today, reason: '投亲' };
    await app.did(clerk, residents.changeHome, home, { seen });
    const shown = await app.ask(clerkB, contract.pouch, { resident, reason: 'other', words: '接手' });
    expect(shown.bills).toMatchObject([{ pictureKept: true, place: '普陀医院' }]);
    expect(await app.askRefused(clerk, contract.pouch, { resident, reason: 'other', words: '看看' })).toMatchObject({ status: 404 });
  });
});

describe('what the pouch tells', () => {
  test('[M6] [D4] she hands over bills and becomes a lead; the fact says that it comes from the pouch', async () => {
    const resident = await s3.person({ 低保: true });
    expect(await s3.statesOf(resident)).toEqual([]);
    await put(resident, { total: yuan(4000), selfPaid: yuan(3000) });
    expect(await s3.statesOf(resident)).toEqual([]);
    await put(resident, { total: yuan(4000), selfPaid: yuan(2500.5) });
    expect(await factOf(resident)).toEqual({ value: '5500.50', source: 'document', note: expect.stringContaining('票据袋里 2 张') });
    expect((await factOf(resident, '近12个月医疗自付'))?.value).toBe('5500.50');
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
  });

  test('[M6] [D4] a first bill does not take back what made her a lead; when these are all, it does', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6500' });
    await put(resident);
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
    const standing = async () => (await pouch(resident)).facts.find(({ name }) => name === '本年门诊自付');
    expect(await standing()).toMatchObject({ stands: 'below', sum: yuan(800), told: yuan(6500) });
    await app.did(world.by.clerk, contract.countPouch, { resident, all: true });
    await app.jobs();
    expect(await standing()).toMatchObject({ stands: 'recorded', sum: yuan(800), told: null });
    expect(await s3.verdictsOf(resident)).not.toHaveProperty('RELIEF');
  });

  test('[M6] counting an unchanged pouch records nothing, and a bill that leaves the twelve months is counted out', async () => {
    const resident = await s3.person({});
    await put(resident, { day: addDays(today, -300), kind: 'pharmacy' });
    const facts = () => s3.rows('select id from residents_fact where resident = $1', [resident]);
    const before = await facts();
    await app.did(world.by.clerk, contract.countPouch, { resident, all: false });
    expect(await facts()).toEqual(before);
    const due = () =>
      s3.rows<{ again: string | null }>('select again_on::text as again from materials_pouch where resident = $1', [resident]);
    const [{ again }] = (await due()) as [{ again: string }];
    expect(again > addDays(today, 60)).toBe(true);
    // The job of that night finds it due and counts; today the bill still is in the span, so that nothing changes.
    await countPouches(app, () => `${again}T01:00:00Z`)({}, { actor: world.by.system, jobId: 'test', attempt: 1 });
    expect(await facts()).toEqual(before);
    expect(await due()).toEqual([{ again }]);
  });
});

describe('bills used in a case', () => {
  test('[M6] [M5] on consent they become its papers, seen by the department; used up until the paper is withdrawn', async () => {
    const { clerk, helper, approver } = world.by;
    const resident = await s3.person({});
    const bills = [await put(resident), await put(resident, { kind: 'inpatient' })];
    const without = await caseOf(resident, []);
    expect(await app.send(clerk, contract.useBills, used(without, resident, ...bills))).toMatchObject({ code: 'consent_missing' });
    const caseId = await caseOf(resident);
    const use = used(caseId, resident, ...bills);
    await app.did(clerk, contract.useBills, use);
    const given = (await story.page(clerk, caseId)).materials.given.filter(({ key }) => key === 'medical_bills');
    expect(given.map(({ id }) => id).sort()).toEqual(use.bills.map((one) => one.given).sort());
    const other = await caseOf(resident);
    expect(await app.send(helper, contract.useBills, used(other, resident, bills[0]!))).toMatchObject({ code: 'bill_in_use' });
    expect(await app.send(helper, contract.useBills, used(other, resident, bills[0]!, bills[0]!))).toMatchObject({ code: 'bill_in_use' });
    expect(await app.send(helper, contract.withdrawBill, { id: bills[0]!, resident, reason: '拿回' })).toMatchObject({
      code: 'bill_in_use',
    });
    const { spans, bills: shown } = await pouch(resident);
    expect(spans[0]!.claim.bills).toBe(0);
    expect(spans[0]!.spent.selfPaid).toBe(yuan(1600));
    expect(shown.map((one) => one.used?.caseId)).toEqual([caseId, caseId]);
    await app.did(clerk, contract.withdrawGiven, { caseId, given: use.bills[0]!.given, reason: '换一件办' });
    await app.did(helper, contract.useBills, used(other, resident, bills[0]!));
    expect((await app.askRefused(approver, contract.pouch, { resident, reason: 'open_case' })).code).toBe('not_allowed');
  });

  test('[M6] what is not ready is named; a withdrawn or foreign bill is not used', async () => {
    const { clerk } = world.by;
    const [resident, stranger] = [await s3.person({}), await s3.person({})];
    const [fine, blurred, foreign] = [await put(resident), await put(resident, { readable: false }), await put(stranger)];
    const caseId = await caseOf(resident);
    expect(await app.send(clerk, contract.useBills, used(caseId, resident, fine, blurred))).toMatchObject({
      code: 'bill_not_ready',
      info: { bills: [blurred] },
    });
    expect(codeOf(await app.send(clerk, contract.useBills, used(caseId, resident, foreign)))).toBe('not_found');
  });

  test('[M6] with the domain gone the database still lets no bill be used twice, changed while used, or put in twice', async () => {
    const { clerk } = world.by;
    const resident = await s3.person({});
    const one = await put(resident);
    const caseId = await caseOf(resident);
    await app.did(clerk, contract.useBills, used(caseId, resident, one));
    const other = await caseOf(resident);
    const given = newId();
    await app.did(clerk, contract.give, { id: given, caseId: other, materialKey: 'medical_bills', how: 'original' });
    await story.bypass(async (query) => {
      const again = query(
        `insert into materials_bill_use (district, given, area, bill, case_id, used_at) values ($1, $2, $3, $4, $5, now())`,
        [world.district, given, world.areas.mayi, one, other],
        clerk.post,
      );
      await expect(again).rejects.toMatchObject({ code: '23505', constraint: 'materials_bill_use_once' });
    });
    await story.bypass(async (query) => {
      const changed = query('update materials_bill set self_paid = 1 where id = $1', [one], clerk.post);
      await expect(changed).rejects.toMatchObject({ code: '23514', constraint: 'materials_bill_in_use' });
    });
    await story.bypass(async (query) => {
      const copied = query(
        `insert into materials_bill select (jsonb_populate_record(b, jsonb_build_object('id', $2::text))).* from materials_bill b where id = $1`,
        [one, newId()],
        clerk.post,
      );
      await expect(copied).rejects.toMatchObject({ code: '23505', constraint: 'materials_bill_number' });
    });
    await story.bypass(async (query) => {
      expect((await query('select 1 from materials_bill where id = $1', [one], world.by.clerkB.post)).rows).toEqual([]);
    });
    expect(await app.ask(clerk, cases.page, { id: caseId })).toMatchObject({ case: { id: caseId } });
  });
});
