import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Wrong passwords in a row before a name is locked, and for how long (usual values of a level-3 assessment). */
export const TRIES = 5;
export const LOCK_MINUTES = 15;

/** The name is kept as a hash: people type passwords into the name field. */
const nameHash = (name: string): Buffer => createHash('sha256').update(name.normalize('NFKC').toLowerCase()).digest();

/** @returns minutes until the name may try again, 0 if it may now */
export const lockedFor = async (pool: pg.Pool, name: string): Promise<number> => {
  const { rows } = await pool.query<{ minutes: number }>(
    `select ceil(extract(epoch from locked_until - now()) / 60)::int as minutes from auth.sign_in_try where name_hash = $1 and locked_until > now()`,
    [nameHash(name)],
  );
  return rows[0]?.minutes ?? 0;
};

/** Counts one wrong try. @returns tries left before the lock */
export const failed = async (pool: pg.Pool, name: string): Promise<number> => {
  const { rows } = await pool.query<{ failed: number }>(
    `insert into auth.sign_in_try as t (name_hash, failed) values ($1, 1)
     on conflict (name_hash) do update set
       failed = case when t.last_at < now() - make_interval(mins => $3) then 1 else t.failed + 1 end,
       locked_until = case when t.last_at >= now() - make_interval(mins => $3) and t.failed + 1 >= $2 then now() + make_interval(mins => $3) else t.locked_until end,
       last_at = now()
     returning failed`,
    [nameHash(name), TRIES, LOCK_MINUTES],
  );
  return Math.max(0, TRIES - rows[0]!.failed);
};

export const succeeded = async (pool: pg.Pool, name: string): Promise<void> => {
  await pool.query('delete from auth.sign_in_try where name_hash = $1', [nameHash(name)]);
};
