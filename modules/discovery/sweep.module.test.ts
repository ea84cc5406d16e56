import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRelief, type Said, today } from '../../tests/support/relief.ts';
import { atDatabase } from '../../tests/support/url.ts';
import { screenAll, screenAllApart } from './index.ts';

/** Everybody is screened, whatever happens on the way (D2, D4). */

type S3 = Awaited<ReturnType<typeof openRelief>>;
let s3: S3;
const people: string[] = [];
beforeAll(async () => {
  s3 = await openRelief();
  // Some to tell, some unknown, some without; facts told past the jobs, so that the sweep has all to do.
  const of: readonly Said[] = [
    { 低保: true, 本年门诊自付: '6000' },
    { 低保: true },
    { 低保: true, 本年门诊自付: '9000', 月收入: '100' },
    {},
  ];
  for (const facts of [...of, ...of]) people.push(await s3.person(facts));
  await forget();
}, 120_000);
afterAll(() => s3?.app.close());

/** As before anybody was screened. */
const forget = async (): Promise<void> => {
  for (const table of ['discovery_step', 'discovery_lead', 'discovery_verdict', 'discovery_screened'])
    await s3.rows(`delete from ${table}`);
};
type State = { readonly verdicts: readonly unknown[]; readonly leads: readonly unknown[] };
/** All that a sweep leaves, without ids and instants of its own. */
const stateNow = async (): Promise<State> => ({
  verdicts: await s3.rows('select resident, policy, version, area, verdict, missing from discovery_verdict order by resident, policy'),
  leads: await s3.rows(
    'select resident, policy, version, basis, state, green, found_by from discovery_lead order by resident, policy, basis',
  ),
});
const sweepOnce = async (): Promise<State> => {
  await screenAll(s3.app, s3.world.by.system, today);
  return stateNow();
};

test('[D2] [D4] done twice, or cut in the middle, it ends in the same state', async () => {
  const { app } = s3;
  const { system } = s3.world.by;
  await forget();
  const whole = await sweepOnce();
  expect(whole.leads.length).toBeGreaterThan(3);
  expect(await sweepOnce()).toEqual(whole);

  // two at a time: the first are told of, then the power goes
  await forget();
  let given = 0;
  const cut: typeof app.execute = (command, actor) => {
    given += 1;
    return given > 1 ? Promise.reject(new Error('the power went')) : app.execute(command, actor);
  };
  await expect(screenAll({ pool: app.pool, execute: cut }, system, today, 2)).rejects.toThrow('the power went');
  const half = await stateNow();
  for (const part of ['verdicts', 'leads'] as const) {
    expect(half[part].length).toBeGreaterThan(0);
    expect(half[part].length).toBeLessThan(whole[part].length);
  }
  expect(await s3.rows('select 1 from discovery_screened')).toEqual([]);
  expect(await sweepOnce()).toEqual(whole);
});

test('[D2] in a thread of its own it comes to the same; what breaks there is told here, and the next run goes on', async () => {
  const { app } = s3;
  const { system } = s3.world.by;
  await forget();
  const whole = await sweepOnce();
  await forget();
  const tally = await screenAllApart(app, app.db.appUrl, system, today);
  expect(tally).toMatchObject({ residents: people.length, opened: whole.leads.length, unjudged: [] });
  expect(await stateNow()).toEqual(whole);

  await forget();
  const cut: typeof app.execute = async () => {
    throw new Error('the power went');
  };
  await expect(screenAllApart({ pool: app.pool, execute: cut }, app.db.appUrl, system, today)).rejects.toThrow('the power went');
  await expect(screenAllApart(app, atDatabase(app.db.appUrl, 'not_there'), system, today)).rejects.toThrow();
  await screenAllApart(app, app.db.appUrl, system, today);
  expect(await stateNow()).toEqual(whole);
});
