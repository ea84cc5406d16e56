import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Engine, withClient } from './engine.ts';
import { DatabaseFault } from './fault.ts';
import { derivedPassword, scramVerifier } from './password.ts';
import { DATABASE_ROLES, type DatabaseRole, ensureRoles, grantDatabase, roleName } from './roles.ts';

/** PostgreSQL's number for 15.0; older ones lack what the migrations use. */
const OLDEST = 150_000;
const WRONG_PASSWORD = new Set(['28P01', '28000']);

/**
 * Opens a PostgreSQL server for Daiban: makes the roles once, with passwords derived from the one in the URL.
 * @param url DATABASE_URL: the database's owner with CREATEROLE, a superuser, or `daiban_owner` itself where the roles were made before
 * @throws DatabaseFault when the server can't be reached, is too old, or the roles can't be made or used
 */
export const openServer = async (url: string): Promise<Engine> => {
  const admin = parse(url);
  await reach(url, async (client) => {
    const { rows } = await client.query<{ version: number; name: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name`,
    );
    if (rows[0]!.version < OLDEST) {
      throw new DatabaseFault(
        `PostgreSQL ${rows[0]!.name} 太旧了，需要 15 或更新。`,
        `PostgreSQL ${rows[0]!.name} is too old; 15 or newer is needed.`,
      );
    }
    await ensureRoles(client);
    if (admin.username !== roleName('owner')) await grantDatabase(client);
    for (const role of DATABASE_ROLES) await ensureSignIn(client, admin, role);
  });
  const urlFor = (role: DatabaseRole): string => roleUrl(admin, role);
  return { ownerUrl: urlFor('owner'), urlFor, failed: new Promise(() => {}), stop: async () => {} };
};

/** The role's connection string: the server's, with the role's name and, where the owner has a password, its own. */
const roleUrl = (admin: URL, role: DatabaseRole): string => {
  if (admin.username === roleName(role)) return text(admin);
  const url = new URL(admin);
  url.username = roleName(role);
  if (url.password !== '') url.password = derivedPassword(decodeURIComponent(admin.password), roleName(role));
  return text(url);
};

/** Signs in as the role; gives it its password first if it has another one or none. */
const ensureSignIn = async (client: pg.Client, admin: URL, role: DatabaseRole): Promise<void> => {
  const name = roleName(role);
  const tryIt = (): Promise<unknown> => withClient(roleUrl(admin, role), (probe) => probe.query('SELECT 1'));
  try {
    await tryIt();
  } catch (error) {
    if (!WRONG_PASSWORD.has((error as pg.DatabaseError).code ?? '') || admin.password === '') throw refused(name, error);
    const verifier = scramVerifier(derivedPassword(decodeURIComponent(admin.password), name), randomBytes(16));
    await client.query(`ALTER ROLE ${pg.escapeIdentifier(name)} PASSWORD ${pg.escapeLiteral(verifier)}`);
    await tryIt().catch((again) => {
      throw refused(name, again);
    });
  }
};

const refused = (role: string, cause: unknown): DatabaseFault =>
  new DatabaseFault(
    `数据库不让角色 ${role} 登录：${(cause as Error).message}。请检查服务器的 pg_hba.conf。`,
    `The database does not let the role ${role} sign in: ${(cause as Error).message}. Check the server's pg_hba.conf.`,
    { cause },
  );

const reach = async (url: string, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  try {
    await withClient(url, work);
  } catch (error) {
    if (error instanceof DatabaseFault) throw error;
    // The connection string holds the password, so it is never repeated here.
    throw new DatabaseFault(
      `DATABASE_URL 的数据库打不开：${(error as Error).message}`,
      `The database of DATABASE_URL can't be opened: ${(error as Error).message}`,
      { cause: error },
    );
  }
};

/** `postgres://role@/database?host=/socket` has no host, which the URL standard does not allow: a stand-in is put there and taken away again. */
const STAND_IN = 'socket.invalid';
const parse = (url: string): URL => new URL(url.replace(/^(postgres(?:ql)?:\/\/[^@/]*@?)\//, `$1${STAND_IN}/`));
const text = (url: URL): string => url.href.replace(STAND_IN, '');
