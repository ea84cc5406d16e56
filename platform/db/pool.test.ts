import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { withClient } from './engine.ts';
import { createPool, instant, int8 } from './pool.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

test('values come back exact: days as days, instants in UTC, big numbers as digits', async () => {
  const pool = createPool(db.ownerUrl, { max: 1 });
  const { rows } = await pool.query(`SELECT 9007199254740993::int8 AS big, 12::int8 AS small, '2026-11-21'::date AS day,
    '2026-11-21 14:30:00.123456+08'::timestamptz AS instant, '{2026-11-21,NULL}'::date[] AS days, '{1,2}'::int8[] AS numbers,
    '{2026-11-21 00:00+08}'::timestamptz[] AS instants, '{"a":1}'::jsonb AS json, 12.50::numeric AS decimal, NULL::date AS none`);
  expect(rows[0]).toEqual({
    big: '9007199254740993',
    small: 12,
    day: '2026-11-21',
    instant: '2026-11-21T06:30:00.123456Z',
    days: ['2026-11-21', null],
    numbers: [1, 2],
    instants: ['2026-11-20T16:00:00.000Z'],
    json: { a: 1 },
    decimal: '12.50',
    none: null,
  });
  await pool.end();
});

test('an instant written by the program is read back as it was written', () => {
  expect(instant('2026-11-21 06:30:00.12+00')).toBe(new Date('2026-11-21T06:30:00.12Z').toISOString());
  expect(instant('infinity')).toBe('infinity');
  expect(int8('-9007199254740993')).toBe('-9007199254740993');
});

test('queries started together travel together and stay in order; an error ends only its own transaction', async () => {
  const pool = createPool(db.ownerUrl, { max: 1 });
  const client = await pool.connect();
  const [, , seen] = await Promise.all([
    client.query('BEGIN'),
    client.query(`SELECT set_config('daiban.post', '42', true)`),
    client.query({ name: 'post', text: `SELECT current_setting('daiban.post') AS post` }),
    client.query('COMMIT'),
  ]);
  expect(seen.rows).toEqual([{ post: '42' }]);
  const results = await Promise.allSettled([
    client.query('BEGIN'),
    client.query('SELECT 1/0'),
    client.query('SELECT 1'),
    client.query('ROLLBACK'),
    client.query('SELECT 2 AS n'),
  ]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled']);
  client.release();
  await pool.end();
});

test('a long statement is cancelled, and a broken idle connection is told instead of ending the program', async () => {
  const errors: Error[] = [];
  const pool = createPool(db.ownerUrl, { max: 1, statementTimeout: 50, onError: (error) => errors.push(error) });
  await expect(pool.query('SELECT pg_sleep(5)')).rejects.toThrow('statement timeout');
  const { rows } = await pool.query('SELECT pg_backend_pid() AS pid');
  await withClient(db.adminUrl, (admin) => admin.query('SELECT pg_terminate_backend($1)', [rows[0].pid]));
  await expect.poll(() => errors.length).toBe(1);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
