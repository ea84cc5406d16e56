import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/executor/execute.ts';
import { codeOf, openRelief } from '../../tests/support/relief.ts';
import * as materials from '../materials/contract.ts';
import * as residents from '../residents/contract.ts';
import * as work from '../work/contract.ts';
import * as contract from './contract.ts';

/** A person's own list on its way to a line of work, and the answer back (D5). */

type S3 = Awaited<ReturnType<typeof openRelief>>;
let s3: S3;
let app: S3['app'];
let by: S3['world']['by'];
beforeAll(async () => {
  s3 = await openRelief();
  ({ app } = s3);
  ({ by } = s3.world);
}, 120_000);
afterAll(() => s3?.app.close());

const DAY_MS = 86_400_000;
const consentOf = async (resident: string, until: string | null = null): Promise<string> => {
  const id = newId();
  await app.did(by.helper, materials.giveConsent, {
    id,
    resident,
    grantee: { kind: 'post', name: by.helper.name, post: by.helper.post },
    scopes: ['share_data'],
    from: new Date(Date.now() - 60_000).toISOString(),
    ...(until === null ? {} : { until }),
    ownWill: true,
    evidence: { kind: 'voice', words: '可以，转给他们', heardBy: by.helper.name, recognised: '当面' },
  });
  return id;
};
const pass = async (resident: string, line = '民政', consent?: string): Promise<string> => {
  const id = newId();
  await app.did(by.helper, contract.passOn, { id, resident, line, consent: consent ?? (await consentOf(resident)), words: '请看看补助' });
  return id;
};
const waiting = async (as: typeof by.helper, list: string) =>
  (await app.ask(as, work.mine, { limit: 200 })).rows.filter(({ subject }) => subject === list);

test('[D5] the department finds the list in its queue, sees nothing else of the person, and answers; the answer is to be told', async () => {
  const { approver, approverB, helper } = by;
  const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
  const list = await pass(resident);
  const [task] = await waiting(approver, list);
  expect(task).toMatchObject({
    kind: 'answer_list',
    holder: { kind: 'department', of: 'civil_affairs' },
    resident: null,
    residentName: null,
  });
  expect(await waiting(approverB, list)).toEqual([]);

  const seen = await app.ask(approver, contract.passedList, { id: list });
  expect(seen).toMatchObject({
    line: '民政',
    items: [{ code: 'RELIEF', how: 'seems', ask: null }],
    words: '请看看补助',
    from: { name: helper.name, site: '蚂蚁岛便民服务站' },
    answered: null,
    hint: contract.HINT,
  });
  expect(seen.name.length).toBeGreaterThan(0);
  const looks = await s3.rows('select what from platform_look where subject = $1 and post = $2', [resident, approver.post]);
  expect(looks).toEqual([{ what: 'discovery.passed_list' }]);
  // the list alone: neither the record, nor verdicts and leads
  const person = await app.askRefused(approver, residents.page, { id: resident, reason: 'other', words: '看看' });
  expect(person.code).toBe('not_found');
  await s3.story.bypass(async (query) => {
    for (const table of ['residents_resident', 'discovery_lead', 'discovery_verdict', 'discovery_step'])
      expect([table, (await query(`select 1 from ${table}`, [], approver.post)).rows]).toEqual([table, []]);
  });

  expect((await app.askRefused(approverB, contract.passedList, { id: list })).code).toBe('not_found');
  const answer = { list, answer: 'will_contact' as const, words: '下周上岛时去看她' };
  expect(codeOf(await app.send(approverB, contract.answerPassedOn, answer))).toBe('not_found');
  expect(codeOf(await app.send(helper, contract.answerPassedOn, answer))).toBe('list_not_yours');
  expect(codeOf(await app.send(approver, work.done, { task: task!.id, subject: list }))).toBe('list_step');
  await app.did(approver, contract.answerPassedOn, answer);
  expect(codeOf(await app.send(approver, contract.answerPassedOn, answer))).toBe('list_answered');

  expect(await waiting(approver, list)).toEqual([]);
  expect((await s3.page(resident)).passedOn).toMatchObject([
    {
      id: list,
      line: '民政',
      department: 'civil_affairs',
      holds: true,
      answered: { answer: 'will_contact', words: '下周上岛时去看她', by: approver.name },
    },
  ]);
  const [tell] = await waiting(helper, list);
  expect(tell).toMatchObject({ kind: 'tell_answer' });
  await app.did(helper, work.done, { task: tell!.id, subject: list, note: '电话里说了' });
  expect(await waiting(helper, list)).toEqual([]);
});

test('[D5] a colleague of the department may take it; the coordinator answers where no department of the line works here', async () => {
  const { approver, coordinator, helper } = by;
  const resident = await s3.person({ 低保: true, 本年门诊自付: '6000', 月收入: '100' });
  const list = await pass(resident);
  const [task] = await waiting(approver, list);
  await app.did(approver, work.take, { task: task!.id, subject: list });
  await app.did(approver, contract.answerPassedOn, { list, answer: 'noted', words: '记下了' });

  const other = newId();
  const sent = await app.did(helper, contract.passOn, { id: other, resident, line: '人社', consent: await consentOf(resident) });
  expect(sent.to).toBeNull();
  expect(await waiting(coordinator, other)).toMatchObject([{ kind: 'answer_list', holder: { kind: 'post', of: coordinator.post } }]);
  expect(codeOf(await app.send(helper, contract.answerPassedOn, { list: other, answer: 'noted', words: '好' }))).toBe('list_not_yours');
  await app.did(coordinator, contract.answerPassedOn, { list: other, answer: 'not_ours', words: '要去县里问' });
});

test('[D5] only while the person’s consent holds: taken back or run out, the list is gone for the department and so is its task', async () => {
  const { approver, helper, system } = by;
  const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
  const consent = await consentOf(resident, new Date(Date.now() + 7 * DAY_MS).toISOString());
  const list = await pass(resident, '民政', consent);
  expect((await app.ask(approver, contract.passedList, { id: list })).until).not.toBeNull();
  const [{ until } = { until: null }] = await s3.rows<{ until: Date | null }>(
    'select until_at as until from platform_grant where subject = $1 and department = $2',
    [list, 'civil_affairs'],
  );
  expect(until?.getTime()).toBeGreaterThan(Date.now() + 6 * DAY_MS);
  await app.did(helper, materials.revokeConsent, { id: consent, words: '不用了' });
  expect((await app.askRefused(approver, contract.passedList, { id: list })).code).toBe('not_found');
  expect(codeOf(await app.send(approver, contract.answerPassedOn, { list, answer: 'noted', words: '好' }))).toBe('not_found');
  await s3.story.bypass(async (query) => {
    expect((await query('select id from discovery_passed where id = $1', [list], approver.post)).rows).toEqual([]);
  });
  // the office still sees what it sent; the night clears the task
  expect((await s3.page(resident)).passedOn).toMatchObject([{ id: list, holds: false, answered: null }]);
  expect(await waiting(approver, list)).toHaveLength(1);
  await app.screen(system);
  expect(await waiting(approver, list)).toEqual([]);
});

test('[D5] nothing of the line on the list: nothing is passed on', async () => {
  const resident = await s3.person({ 低保: false });
  const step = { id: newId(), resident, line: '民政', consent: await consentOf(resident) };
  expect(codeOf(await app.send(by.helper, contract.passOn, step))).toBe('list_empty');
});

test('[D5] [W3] whoever moves takes their lists along; another island answers none, the database refuses too', async () => {
  const { approver, centreClerk, helper, helperB } = by;
  const { areas } = s3.world;
  const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
  const list = await pass(resident);
  expect((await app.askRefused(helperB, contract.passedList, { id: list })).code).toBe('not_found');
  await s3.story.bypass(async (query) => {
    const answer = `update discovery_passed set answer = 'noted', words = '\\x00', answered_by = $2, answered_at = now() where id = $1 returning id`;
    for (const post of [helper.post, helperB.post]) expect((await query(answer, [list, post], post)).rows).toEqual([]);
    await expect(query(answer, [list, helper.post], approver.post)).rejects.toMatchObject({ code: '42501' });
  });
  const home = { resident, area: areas.baisha, address: null, since: '2026-11-01', reason: '搬到白沙' };
  await app.did(centreClerk, residents.changeHome, home, { seen: await s3.seqOf(resident) });
  expect((await app.ask(helperB, contract.passedList, { id: list })).id).toBe(list);
  expect((await app.askRefused(helper, contract.passedList, { id: list })).code).toBe('not_found');
  await app.did(approver, contract.answerPassedOn, { list, answer: 'noted', words: '知道了' });
});
