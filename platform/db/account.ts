import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { DatabaseFault } from './fault.ts';

/** How to start a PostgreSQL program so that it does not run as root: words put before the command, or an account to become. */
export type Account = { readonly prefix: readonly string[]; readonly uid?: number; readonly gid?: number };

const NAMESPACE = ['unshare', '-U', '--map-user=1', '--map-group=1', '--'];

/** Accounts that Linux systems carry anyway; the first that exists is taken. None is ever made. */
const EXISTING_ACCOUNTS = ['daiban', 'postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root. An ordinary user needs nothing; root enters a user namespace in which it is user 1
 * (no account is made, files stay root's, folders under /root work); where namespaces are forbidden, an existing account is used.
 * @throws DatabaseFault when root has neither
 */
export const unprivileged = async (namespacesAllowed: () => boolean = userNamespacesWork): Promise<Account> => {
  if (process.getuid?.() !== 0) return { prefix: [] };
  if (namespacesAllowed()) return { prefix: NAMESPACE };
  const accounts = new Map(
    (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return [name, { uid: Number(uid), gid: Number(gid) }] as const;
    }),
  );
  for (const name of EXISTING_ACCOUNTS) {
    const account = accounts.get(name);
    if (account) return { prefix: [], ...account };
  }
  throw new DatabaseFault(
    '数据库不能以 root 运行，这台机器又不允许用户命名空间，也没有 daiban、postgres 或 nobody 账户。请用普通用户运行 ./daiban。',
    'The database must not run as root; this machine forbids user namespaces and has no account daiban, postgres or nobody. Run ./daiban as an ordinary user.',
  );
};

const userNamespacesWork = (): boolean => spawnSync(NAMESPACE[0]!, [...NAMESPACE.slice(1), 'true']).status === 0;
