import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as catalogue from '../../modules/catalogue/contract.ts';
import { publicReads } from '../../modules/evaluation/index.ts';
import * as residents from '../../modules/residents/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { createPool } from '../../platform/db/pool.ts';
import { newId } from '../../platform/executor/execute.ts';
import { registerPublic } from '../../web/public/routes.ts';
import { publicStyle } from '../../web/public/style.ts';
import type { TestApp } from './app.ts';
import type { World } from './world.ts';

/** The public pages of a test office, as main.ts opens them. */
export const openPublic = (app: TestApp): { close(): Promise<void> } => {
  const pool = createPool(app.db.publicUrl, { max: 3, name: 'public' });
  registerPublic(app.app, { reads: publicReads(pool, app.pool), execute: app.execute, keys: app.services.keys });
  app.app.get(publicStyle.path, (_request, reply) => reply.type('text/css').send(publicStyle.text));
  return { close: () => pool.end() };
};

/** The office's example of relief, published so that cases can begin under it. */
export const publishRelief = async (app: TestApp, world: World): Promise<string> => {
  const version = DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!;
  await app.did(world.by.coordinator, catalogue.publish, {
    item: newId(),
    version: { ...version, areas: [world.areas.root], validFrom: '2020-01-01' },
  });
  return version.code;
};

export type OpenedCase = { readonly id: string; readonly resident: string; readonly shortCode: string; readonly publicCode: string };

/** A case just opened by `as`, of a person with that phone and birthday. */
export const openCase = async (
  app: TestApp,
  as: Actor,
  item: string,
  person: { readonly name?: string; readonly phone?: string | null; readonly birth?: string } = {},
): Promise<OpenedCase> => {
  const { name = '陈阿妹', phone = '13800001234', birth = '1948-03-02' } = person;
  const resident = newId();
  await app.did(as, residents.register, {
    id: resident,
    area: as.area,
    name,
    sex: 'female',
    birth,
    contacts: phone === null ? [] : [{ id: newId(), kind: 'own_phone', phone }],
  });
  const id = newId();
  const { shortCode } = await app.did(as, cases.open, { id, item, resident, channel: 'walk_in' });
  const { publicCode } = await app.ask(as, cases.receipt, { id });
  return { id, resident, shortCode, publicCode };
};

/** A case that is over, so that it can be rated: the person took it back. */
export const closeCase = async (app: TestApp, as: Actor, { id }: Pick<OpenedCase, 'id'>): Promise<void> => {
  const [head] = await behind<{ seq: number }>(app, 'select seq from stream_head where stream_id = $1', [id]);
  await app.did(as, cases.withdraw, { case: id, words: '不办了' }, { seen: head!.seq });
};

/** Looks and puts things behind the application, past its triggers too: a page must show states that a test has no time to reach. */
export const behind = <R>(app: TestApp, sql: string, values: readonly unknown[] = []): Promise<R[]> =>
  withClient(app.db.adminUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    return (await client.query(sql, [...values])).rows as R[];
  });
