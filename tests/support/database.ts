import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { z } from 'zod';
import { withClient } from '../../platform/db/engine.ts';
import { type DatabaseRole, grantDatabase, roleName } from '../../platform/db/roles.ts';
// Declares what `inject` gives, also for a project that holds this file and not the set-up.
import type {} from './globalSetup.ts';
import { atDatabase } from './url.ts';

/** A migrated, empty database of a test file's own. */
export type TestDatabase = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly workerUrl: string;
  readonly publicUrl: string;
  /** Superuser: to look behind everything, never to play the application. */
  readonly adminUrl: string;
  urlFor(role: DatabaseRole): string;
  /** Drops the database, ending sessions that are still open. Call it in `afterAll`. */
  close(): Promise<void>;
};

const answer = z.union([z.object({ adminUrl: z.string(), name: z.string() }), z.object({ error: z.string() })]);

/**
 * A copy of the migrated template, in some tens of milliseconds; the run's PostgreSQL starts with the first call.
 * `const db = await freshDatabase(); afterAll(() => db.close());`
 */
export const freshDatabase = async (): Promise<TestDatabase> => {
  const template = answer.parse(JSON.parse(await text(createConnection(inject('templateDoor')))));
  if ('error' in template) throw new Error(`the test database could not be made: ${template.error}`);
  const name = `daiban_test_${randomBytes(6).toString('hex')}`;
  await withClient(template.adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template.name} OWNER daiban_owner`));
  const adminUrl = atDatabase(template.adminUrl, name);
  await withClient(adminUrl, grantDatabase);
  const urlFor = (role: DatabaseRole): string => atDatabase(template.adminUrl, name, roleName(role));
  return {
    ownerUrl: urlFor('owner'),
    appUrl: urlFor('app'),
    authUrl: urlFor('auth'),
    workerUrl: urlFor('worker'),
    publicUrl: urlFor('public'),
    adminUrl,
    urlFor,
    close: () => withClient(template.adminUrl, async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
};
