import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as residents from '../../modules/residents/contract.ts';
import { ask } from './support/api.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';

/** A helper takes the list of those whom nobody saw for long, records a visit; a clerk puts on the list who is proposed. */
describe.skipIf(!hasBrowser)('care lists on the desk', () => {
  let play: Play;
  let helper: Page;
  beforeAll(async () => {
    play = await openPlay('care-lists');
    helper = await play.desk('mayi-helper');
  }, 300_000);
  afterAll(() => play?.close());

  test('[R4] whoever waits longest stands first; a visit takes them off the overdue, and can be taken back', async () => {
    const overdue = async () => (await ask(helper, residents.care, { state: 'overdue', mine: 'true' })).rows;
    const [first, ...others] = await overdue();
    await helper.goto('/console/care?show=overdue&whose=mine');
    await helper.locator('.page__side h2', { hasText: first!.resident.name }).waitFor();
    await play.look(helper, 'overdue');
    await helper.getByLabel('看到了什么（不写也行）').fill('精神好，药够吃到月底');
    await helper.getByRole('button', { name: '记下这次看望' }).click();
    await helper.getByText('记下了：').waitFor();
    expect((await overdue()).map(({ id }) => id)).toEqual(others.map(({ id }) => id));
    await helper.getByRole('button', { name: '撤销' }).click();
    await helper.getByText('撤回了，这次不算').waitFor();
    expect((await overdue())[0]!.id).toBe(first!.id);
  });

  test('[R4] [D8] who is proposed is put on in one click, and then stands in the list', async () => {
    const clerk = await play.desk('mayi-clerk');
    const [one] = (await ask(clerk, residents.careProposed, { limit: 1 })).rows;
    await clerk.goto('/console/care?show=proposed');
    await clerk.getByRole('row', { name: one!.resident.name }).first().getByRole('button', { name: '列入，我去看' }).click();
    await clerk.getByText('列入了').waitFor();
    await play.look(clerk, 'put on');
    const { rows } = await ask(clerk, residents.care, { mine: 'true', kind: one!.kind });
    expect(rows.map(({ resident }) => resident.id)).toContain(one!.resident.id);
    expect(play.faults).toEqual([]);
  });
});
