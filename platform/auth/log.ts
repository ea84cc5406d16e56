import type pg from 'pg';
import { ACCOUNT_NAME } from './library.ts';

/** What came of somebody's knocking. `code_needed`: the password was right, the second factor was not given. */
export type SignInOutcome = 'in' | 'wrong' | 'locked' | 'code_needed' | 'out';

/** Kept at least six months by law (网络安全法 第二十三条), then a while longer, then gone. */
const KEPT = '400 days';

/** Longer than any address; behind a proxy the text is whatever somebody sent. */
const ADDRESS_LENGTH = 60;

/**
 * Remembers a sign-in, good or not: the account if the name is one (people type passwords into the name field), from which address.
 * Never a password.
 */
export const noteSignIn = async (pool: pg.Pool, name: string, outcome: SignInOutcome, from: string): Promise<void> => {
  await pool.query(
    `insert into auth.sign_in_log (account, outcome, from_address)
     values ((select username from auth."user" where username = $1), $2, $3)`,
    [ACCOUNT_NAME.test(name) ? name.toLowerCase() : null, outcome, from.slice(0, ADDRESS_LENGTH)],
  );
  await pool.query(`delete from auth.sign_in_log where at < now() - $1::interval`, [KEPT]);
};
