/** PostgreSQL's states for "the server ends, restarts or takes nobody now", and the system's for a socket that broke. */
const LOST = new Set(['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08006', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE']);
/** `pg` names a connection that ended by its words alone. */
const WORDS = /^Connection terminated|connection error and is not queryable|^timeout exceeded when trying to connect/;

/** Whether the connection to the database was lost: what was asked may or may not have been done. */
export const isConnectionLost = (error: unknown): boolean => {
  const { code, message = '', syscall } = error as { code?: string; message?: string; syscall?: string };
  if (code === 'ENOENT') return syscall === 'connect';
  return LOST.has(code ?? '') || WORDS.test(message);
};
