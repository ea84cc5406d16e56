/** The same server, another database, and perhaps another role (which must need no password: tests use sockets or `trust`). */
export const atDatabase = (url: string, database: string, role?: string): string => {
  const [, scheme, user, host, query] = /^(postgres(?:ql)?:\/\/)(?:([^@/]*)@)?([^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(url) ?? [];
  if (scheme === undefined) throw new Error('not a PostgreSQL connection string');
  const who = role ?? user;
  return `${scheme}${who === undefined ? '' : `${who}@`}${host}/${database}${query ?? ''}`;
};
