import pg from 'pg';
import { DatabaseFault } from './fault.ts';

/**
 * Who may do what in the database. `owner` owns the tables and runs migrations; `app` serves requests under row-level security;
 * `auth` has only the sign-in library's schema; `worker` runs the queue; `public` may execute a few functions.
 */
export const DATABASE_ROLES = ['owner', 'app', 'auth', 'worker', 'public'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

export const roleName = (role: DatabaseRole): string => `daiban_${role}`;

/** What makes a role. `auth` sees the sign-in library's schema only, and that library knows its tables without a schema. */
const creating = (role: DatabaseRole): string =>
  `CREATE ROLE ${roleName(role)} LOGIN;${role === 'auth' ? ` ALTER ROLE ${roleName(role)} SET search_path = auth;` : ''}`;

/** Any number, the same in every program that makes roles. */
const ROLES_LOCK = 8420_01;

const ALREADY_MADE = new Set(['42710', '23505']);
const NOT_ALLOWED = '42501';

/**
 * Makes the roles that the cluster lacks. The advisory lock covers one database only, so two databases of one cluster
 * may still try at once: the loser's "exists already" is fine.
 * @param admin superuser, or a role with CREATEROLE
 * @throws DatabaseFault when the admin may not make roles, or a role could pass by row-level security
 */
export const ensureRoles = async (admin: pg.ClientBase): Promise<void> => {
  await admin.query('SELECT pg_advisory_lock($1)', [ROLES_LOCK]);
  try {
    const present = await admin.query<{ rolname: string; unbound: boolean }>(
      'SELECT rolname, rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = ANY($1)',
      [DATABASE_ROLES.map(roleName)],
    );
    const unbound = present.rows.filter((row) => row.unbound).map((row) => row.rolname);
    if (unbound.length > 0) {
      throw new DatabaseFault(
        `数据库角色 ${unbound.join('、')} 不能是超级用户，也不能有 BYPASSRLS。请让数据库管理员去掉。`,
        `The database roles ${unbound.join(', ')} must be neither superuser nor BYPASSRLS. Have the database administrator take that away.`,
      );
    }
    const known = new Set(present.rows.map((row) => row.rolname));
    for (const role of DATABASE_ROLES) if (!known.has(roleName(role))) await createRole(admin, role);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [ROLES_LOCK]);
  }
};

const createRole = async (admin: pg.ClientBase, role: DatabaseRole): Promise<void> => {
  try {
    await admin.query(creating(role));
  } catch (error) {
    const code = (error as pg.DatabaseError).code ?? '';
    if (ALREADY_MADE.has(code)) return;
    if (code !== NOT_ALLOWED) throw error;
    const wanted = DATABASE_ROLES.map(creating).join(' ');
    throw new DatabaseFault(
      `DATABASE_URL 的用户不能创建角色。请数据库管理员给它 CREATEROLE，或先运行：${wanted}`,
      `The user of DATABASE_URL may not create roles. Have the database administrator give it CREATEROLE, or run first: ${wanted}`,
      { cause: error },
    );
  }
};

/**
 * Gives the owner its place in the database that the admin is connected to, and takes from everyone what nobody needs.
 * These rights belong to the database itself: a copy made from a template does not inherit them.
 */
export const grantDatabase = async (admin: pg.ClientBase): Promise<void> => {
  const { rows } = await admin.query<{ database: string; superuser: boolean; placed: boolean }>(
    `SELECT current_database() AS database,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
       (SELECT nspowner = 'daiban_owner'::regrole FROM pg_namespace WHERE nspname = 'public') AS placed`,
  );
  const { superuser, placed } = rows[0]!;
  const database = pg.escapeIdentifier(rows[0]!.database);
  if (!superuser) {
    if (placed) return;
    // Handing over the schema needs the right to act as its new owner.
    await admin.query('GRANT daiban_owner TO CURRENT_USER');
  }
  await admin.query(`
    REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${database} TO ${DATABASE_ROLES.map(roleName).join(', ')};
    GRANT CREATE, TEMPORARY ON DATABASE ${database} TO daiban_owner;
    ALTER SCHEMA public OWNER TO daiban_owner;
  `);
};
