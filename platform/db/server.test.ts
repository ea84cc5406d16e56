import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DATABASE, type Engine, openEngine, socketUrl, withClient } from './engine.ts';
import { migrate } from './migrate.ts';
import { readStatus, SUPERUSER } from './postmaster.ts';
import { DATABASE_ROLES } from './roles.ts';
import { openServer } from './server.ts';

/** A PostgreSQL that asks for passwords, as servers do; the socket folder stands in for a host. */
const home = mkdtempSync(join(tmpdir(), 'daiban-server-'));
let engine: Engine;
let sockets: string;
const asAdmin = (password: string, user = 'district_dba'): string =>
  socketUrl(sockets, `${user}:${encodeURIComponent(password)}`, 'district');

beforeAll(async () => {
  engine = await openEngine({ dataDir: home, options: { throwaway: true } });
  sockets = readStatus(join(home, 'postgres'))!.sockets;
  await withClient(socketUrl(sockets, SUPERUSER), async (admin) => {
    await admin.query(`DROP OWNED BY daiban_owner, daiban_app, daiban_auth, daiban_worker, daiban_public`);
    await admin.query(`CREATE ROLE district_dba LOGIN CREATEROLE PASSWORD 'p@ss/词'`);
    await admin.query(`CREATE ROLE plain LOGIN PASSWORD 'plain'`);
    await admin.query(`CREATE DATABASE district OWNER district_dba`);
  });
  await withClient(socketUrl(sockets, SUPERUSER, 'postgres'), async (admin) => {
    await admin.query(`DROP DATABASE ${DATABASE}`);
    for (const role of DATABASE_ROLES) await admin.query(`DROP ROLE daiban_${role}`);
  });
  const hba = join(home, 'postgres', 'pg_hba.conf');
  writeFileSync(hba, `local all ${SUPERUSER} trust\nlocal all all scram-sha-256\n`);
  await withClient(socketUrl(sockets, SUPERUSER, 'postgres'), (admin) => admin.query('SELECT pg_reload_conf()'));
});

afterAll(async () => {
  await engine.stop();
  rmSync(home, { recursive: true, force: true });
});

test('a user who may not make roles is told what the administrator should run', async () => {
  await expect(openServer(asAdmin('plain', 'plain'))).rejects.toThrow(/CREATE ROLE daiban_app LOGIN;/);
});

test('[W5] makes the roles once, each with its own password, and migrates as their owner', async () => {
  const server = await openServer(asAdmin('p@ss/词'));
  await migrate(server.ownerUrl);
  for (const role of DATABASE_ROLES) {
    const { rows } = await withClient(server.urlFor(role), (client) =>
      client.query('SELECT current_user AS who, current_database() AS at'),
    );
    expect(rows).toEqual([{ who: `daiban_${role}`, at: 'district' }]);
  }
  const stranger = new pg.Client(server.urlFor('app').replace(/:[^:@]+@/, ':guess@'));
  await expect(stranger.connect()).rejects.toThrow('password authentication failed');
  const again = await openServer(asAdmin('p@ss/词'));
  expect(again.urlFor('worker')).toBe(server.urlFor('worker'));
});

test("after the owner's password was changed the roles get new ones", async () => {
  const before = await openServer(asAdmin('p@ss/词'));
  await withClient(socketUrl(sockets, SUPERUSER, 'postgres'), (admin) => admin.query(`ALTER ROLE district_dba PASSWORD 'new'`));
  const after = await openServer(asAdmin('new'));
  expect(after.urlFor('app')).not.toBe(before.urlFor('app'));
  await expect(new pg.Client(before.urlFor('app')).connect()).rejects.toThrow('password authentication failed');
});

test('a server that is not there is said without repeating the password', async () => {
  const failure = await openServer('postgres://me:secret@127.0.0.1:1/none').catch((error: Error) => error);
  expect(String(failure)).toContain("can't be opened");
  expect(String(failure)).not.toContain('secret');
});
