import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { dayOf, yearOf } from '../../kernel/time.ts';
import { addWorkdays, calendarFrom, rollForward, workdaysBetween } from '../../kernel/workdays.ts';
import { importYear, PUBLISHED_YEARS } from '../../platform/calendar/index.ts';
import { newId } from '../../platform/executor/execute.ts';
import { type Jobs, runJobs } from '../../platform/jobs/index.ts';
import { accountOf, openApp, type TestApp } from '../../tests/support/app.ts';
import { ILL, PAPERS, type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as cases from '../cases/contract.ts';
import type { ItemVersion } from '../catalogue/contract.ts';
import * as network from '../network/contract.ts';
import * as contract from './contract.ts';
import { RECOMPUTE, recomputeTask } from './index.ts';

const today = dayOf(new Date().toISOString());
const published = calendarFrom(PUBLISHED_YEARS);
/** The first year that no notice covers: 2027 with the package of 2026. */
const year = Math.max(published.years.at(-1)! + 1, yearOf(today));

const saturdayFrom = (from: string): string => {
  const day = new Date(`${from}T00:00:00Z`);
  while (day.getUTCDay() !== 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
};

/** Made up, but whole: seven holidays and three make-up days, as a notice has them. */
const noticeOf = (of: number): string =>
  [
    '日期,类型,节日',
    `${of}-01-01,休,元旦`,
    ...['02-05', '02-06', '02-07', '02-08', '02-09', '02-10', '02-11', '02-12'].map((day) => `${of}-${day},休,春节`),
    `${saturdayFrom(`${of}-02-14`)},班,春节`,
    `${of}-04-05,休,清明节`,
    ...['05-01', '05-02', '05-03', '05-04', '05-05'].map((day) => `${of}-${day},休,劳动节`),
    `${saturdayFrom(`${of}-05-08`)},班,劳动节`,
    `${of}-06-09,休,端午节`,
    `${of}-09-15,休,中秋节`,
    ...['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'].map((day) => `${of}-${day},休,国庆节`),
    `${saturdayFrom(`${of}-10-09`)},班,国庆节`,
  ].join('\n');
const notice = noticeOf(year);
const parsed = importYear(notice);
if (!parsed.ok) throw new Error(parsed.refusal.en);
const withNotice = calendarFrom([...PUBLISHED_YEARS, parsed.value]);

/** So many working days that a case accepted today is due three working days into the year that is not published. */
const toYearsEnd = workdaysBetween(today, yearOf(today) === year ? today : `${year - 1}-12-31`, published);
if (!toYearsEnd.known) throw new Error('a year between today and the test’s year is not published');
const limit = toYearsEnd.n + 3;

let app: TestApp;
let world: World;
let story: Story;
let jobs: Jobs;
/** A coordinator of the whole district. */
let chief: Actor;

beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  const relief = DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!;
  const span = { n: limit, unit: 'working_day' as const };
  const long: ItemVersion = { ...relief, code: 'MZ-901', limits: { ...relief.limits, legal: span, promised: span } };
  await story.publish([long]);
  chief = {
    ...world.by.coordinator,
    person: newId(),
    post: newId(),
    area: world.areas.root,
    ranges: [world.areas.root],
    site: world.sites.centre,
  };
  const { administrator } = world.by;
  await app.did(administrator, network.addPerson, {
    id: chief.person,
    name: '沈主任',
    account: accountOf(chief),
    area: world.areas.root,
  });
  await app.did(administrator, network.givePost, {
    id: chief.post,
    person: chief.person,
    role: 'coordinator',
    site: chief.site,
    area: chief.area,
    ranges: [...chief.ranges],
    department: null,
    from: '2020-01-01',
  });
  jobs = await runJobs({
    url: app.db.workerUrl,
    tasks: { [RECOMPUTE]: recomputeTask(app.execute, app.calendars.refresh) },
    report: console.error,
  });
});
afterAll(async () => {
  await jobs?.stop();
  await app.close();
});

const accepted = async (): Promise<string> => {
  const { clerk } = world.by;
  const id = await story.open(clerk, 'MZ-901', await story.resident(clerk), { answers: ILL, channel: 'chat' });
  await story.give(clerk, id, ...PAPERS);
  await story.did(clerk, cases.acceptCase, { case: id });
  return id;
};
const dueOf = async (id: string): Promise<string | null> => (await story.page(world.by.clerk, id)).case.due;

/** Waits for the job. @throws after six seconds: it is due within one */
const until = async <T>(ask: () => Promise<T>, wanted: T): Promise<void> => {
  const end = Date.now() + 6_000;
  for (let got = await ask(); got !== wanted; got = await ask()) {
    if (Date.now() > end) throw new Error(`still ${String(got)}, not ${String(wanted)}`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
};
const workday = (n: number, from = today): string => {
  const due = addWorkdays(from, n, withNotice);
  if (!due.known) throw new Error('beyond the notice');
  return due.day;
};

describe('the district’s calendar', () => {
  let id: string;

  test('[I2][K6] a year arrives: what had no due day has one, in the queue too', async () => {
    id = await accepted();
    expect(await dueOf(id)).toBeNull();
    const before = await app.ask(world.by.clerk, contract.calendar, { year });
    expect(before).toMatchObject({ source: null, imported: null, mayChange: false, own: [] });
    expect(before.days.every(({ kind }) => kind === 'unpublished')).toBe(true);

    const told = await app.did(chief, contract.importYear, { id: newId(), text: notice });
    expect(told).toEqual({ year, rest: 24, work: 3, added: true });
    await until(() => dueOf(id), workday(limit));
    const mine = await app.ask(world.by.clerk, contract.mine, { limit: 200 });
    expect(mine.rows.find((row) => row.subject === id)!.due).toBe(workday(limit));

    const after = await app.ask(chief, contract.calendar, { year });
    expect(after).toMatchObject({ source: 'import', mayChange: true });
    expect(after.years).toContain(year);
    expect(after.days.find(({ day }) => day === `${year}-10-01`)).toEqual({
      day: `${year}-10-01`,
      kind: 'rest',
      name: { zh: '国庆节', en: 'National Day' },
    });
  });

  test('[I2][K6] a rest day of the office moves what is due, withdrawn it moves back, and both stay on record', async () => {
    const day = workday(limit);
    const storm = newId();
    await app.did(chief, contract.setOfficeDay, { id: storm, day, kind: 'rest', reason: { zh: '台风停航' } });
    await until(() => dueOf(id), workday(1, day));
    expect(await app.send(chief, contract.setOfficeDay, { id: newId(), day, kind: 'rest', reason: { zh: '又一次' } })).toMatchObject({
      code: 'day_taken',
    });
    await app.did(chief, contract.withdrawOfficeDay, { id: storm, reason: '台风转向' });
    await until(() => dueOf(id), day);
    const { own, days } = await app.ask(world.by.helper, contract.calendar, { year: yearOf(day) });
    expect(own).toMatchObject([{ id: storm, reason: { zh: '台风停航', en: '台风停航' }, withdrawn: { why: '台风转向' } }]);
    expect(days.find((one) => one.day === day)!.kind).toBe('work');
    expect(await app.send(chief, contract.withdrawOfficeDay, { id: storm, reason: '再来' })).toMatchObject({ code: 'day_withdrawn' });
    // Once withdrawn, the day may be set again.
    await app.did(chief, contract.setOfficeDay, { id: newId(), day, kind: 'rest', reason: { zh: '开渔节', en: 'Fishing festival' } });
  });

  test('[I2] the same notice again adds nothing; another for the year takes its place only from who saw the first', async () => {
    const { imported } = await app.ask(chief, contract.calendar, { year });
    expect(await app.did(chief, contract.importYear, { id: newId(), text: notice })).toMatchObject({ added: false });
    const corrected = `${notice}\n${year}-10-08,休,国庆节`;
    expect(await app.send(chief, contract.importYear, { id: newId(), text: corrected })).toMatchObject({ code: 'year_imported' });
    const next = newId();
    expect(await app.did(chief, contract.importYear, { id: next, text: corrected, replaces: imported })).toMatchObject({ rest: 25 });
    expect((await app.ask(chief, contract.calendar, { year })).imported).toBe(next);
    expect(await app.send(chief, contract.importYear, { id: newId(), text: notice, replaces: imported })).toMatchObject({
      code: 'year_imported',
    });
  });

  test('[I2] a year that the program carries is not overwritten, nonsense is refused with what to do', async () => {
    const carried = PUBLISHED_YEARS.at(-1)!;
    const rows = (kind: string, days: Readonly<Record<string, { zh: string }>>) =>
      Object.entries(days).map(([day, { zh }]) => `${day},${kind},${zh}`);
    const same = [...rows('休', carried.rest), ...rows('班', carried.work)];
    expect(await app.did(chief, contract.importYear, { id: newId(), text: same.join('\n') })).toMatchObject({ added: false });
    expect(await app.send(chief, contract.importYear, { id: newId(), text: same.slice(1).join('\n') })).toMatchObject({
      code: 'year_carried',
      zh: expect.stringContaining(same[0]!.slice(0, 10)),
    });
    expect(await app.send(chief, contract.importYear, { id: newId(), text: '放假通知' })).toMatchObject({ code: 'calendar_incomplete' });
    expect(await app.send(chief, contract.importYear, { id: newId(), text: 'x'.repeat(200_001) })).toMatchObject({ code: 'invalid' });
    const sunday = carried.year === 2026 ? '2026-11-22' : saturdayFrom(`${carried.year}-11-15`);
    expect(rollForward(sunday, published)).not.toMatchObject({ day: sunday });
    expect(await app.send(chief, contract.setOfficeDay, { id: newId(), day: sunday, kind: 'rest', reason: { zh: '周末' } })).toMatchObject({
      code: 'day_is_so',
    });
  });

  test('[W3] only who answers for the whole district sets days: the domain says so, and so does the database', async () => {
    const { coordinator, clerk, administrator, auditor } = world.by;
    const payload = { id: newId(), day: `${year}-03-03`, kind: 'rest' as const, reason: { zh: '本地风俗' } };
    expect(await app.send(coordinator, contract.setOfficeDay, payload)).toMatchObject({ code: 'outside_area' });
    expect(await app.send(clerk, contract.setOfficeDay, { ...payload, id: newId() })).toMatchObject({ code: 'not_allowed' });
    expect(await app.send(coordinator, contract.importYear, { id: newId(), text: noticeOf(year + 1) })).toMatchObject({
      code: 'outside_area',
    });
    expect((await app.ask(auditor, contract.calendar, { year })).mayChange).toBe(false);
    const insert = `insert into work_calendar_day (district, id, day, kind, reason_zh, reason_en) values ($1, $2, '${year}-03-04', 'rest', '风', '风')`;
    await story.bypass(async (query) => {
      await expect(query(insert, [world.district, newId()], coordinator.post)).rejects.toThrow('row-level security');
      await expect(query(insert, [world.district, newId()], clerk.post)).rejects.toThrow('row-level security');
      await expect(query(insert, ['330902', newId()], chief.post)).rejects.toThrow('row-level security');
      await expect(query(insert, [world.district, newId()], administrator.post)).resolves.toBeDefined();
    });
  });
});
