import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { openEngine, superuserUrl, withClient } from '../../platform/db/engine.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { ensureRoles, grantDatabase } from '../../platform/db/roles.ts';
import { migrateJobs } from '../../platform/jobs/index.ts';
import { atDatabase } from './url.ts';

/** A migrated database that is copied for each test file. */
export type Template = {
  /** Superuser's connection string; other databases of the cluster by `atDatabase`. */
  readonly adminUrl: string;
  readonly name: string;
  drop(): Promise<void>;
};

/** @param serverUrl a superuser's connection string of a server to test against; the embedded PostgreSQL when absent */
export const makeTemplate = async (folder: string, serverUrl: string | undefined): Promise<Template> => {
  const dataDir = join(folder, 'data');
  const engine = serverUrl === undefined ? await openEngine({ dataDir, options: { throwaway: true } }) : null;
  const adminUrl = serverUrl ?? superuserUrl(dataDir);
  const name = `daiban_template_${randomBytes(4).toString('hex')}`;
  try {
    await withClient(adminUrl, async (admin) => {
      await ensureRoles(admin);
      await admin.query(
        `CREATE DATABASE ${name} TEMPLATE template0 OWNER daiban_owner ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`,
      );
    });
    const url = atDatabase(adminUrl, name);
    await withClient(url, grantDatabase);
    await migrate(atDatabase(adminUrl, name, 'daiban_owner'));
    await migrateJobs(atDatabase(adminUrl, name, 'daiban_owner'));
    await withClient(adminUrl, (admin) => admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`));
  } catch (error) {
    await engine?.stop();
    throw error;
  }
  const drop = async (): Promise<void> => {
    await withClient(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`));
    await engine?.stop();
  };
  return { adminUrl, name, drop };
};
