import pg from 'pg';
import type { Keys } from '../crypto/index.ts';
import type { SealedRow, SealedTable, SealedValue } from './sealed.ts';

/** Rows redone in one transaction: some milliseconds in which nobody else writes them. */
const BATCH = 200;

/** A batch never waits long for a row that the office is writing: below the second after which PostgreSQL looks for deadlocks. */
const LOCK_TIMEOUT = '500ms';
/** Lost a lock, or the office committed first: the batch is tried again. */
const AGAIN: ReadonlySet<string> = new Set(['55P03', '40P01', '40001']);

const name = pg.escapeIdentifier;
const columnsOf = ({ column, hash, tail }: SealedValue): readonly string[] => [
  column,
  ...(hash === undefined ? [] : [hash.column]),
  ...(tail === undefined ? [] : [tail]),
];

/** Says of a row `t` that something of it is not under the current keys. `$1` head of columns, `$2` head of documents, `$3` mark of look-ups. */
const isFormer = ({ values }: SealedTable): string =>
  values
    .flatMap((value) => {
      const head = value.place(SAMPLE).purpose === 'document' ? '$2::bytea' : '$1::bytea';
      const sealed = `substring(t.${name(value.column)} from 1 for 4) <> ${head}`;
      const hashed = columnsOf(value)
        .slice(1)
        .map((column) => `left(t.${name(column)}, length($3::text)) <> $3::text`);
      return [sealed, ...hashed];
    })
    .join(' or ');

/** Any row: only the purpose of a place is looked at. */
const SAMPLE: SealedRow = new Proxy({ district: 'x', id: 'x' }, { get: () => 'x' });

const keyOf = ({ id = 'id', also = [] }: SealedTable): readonly string[] => ['district', id, ...also];
const marksOf = (keys: Keys) => [keys.currentHead('column'), keys.currentHead('document'), keys.currentMark()];

/** How many rows of a table still rest on former keys. */
export const countFormer = async (client: pg.ClientBase, table: SealedTable, keys: Keys): Promise<number> => {
  // A table need not use all three; naming them keeps PostgreSQL from asking for their types.
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from ${name(table.table)} t where ($1::bytea is null or $2::bytea is null or $3::text is null) or ${isFormer(table)}`,
    marksOf(keys),
  );
  return rows[0]!.n;
};

type Found = Record<string, unknown>;

/** The new values of one row, in the order of the columns: null where there is nothing. @throws {Tampered} where a value can't be opened */
const redone = (table: SealedTable, row: Found, keys: Keys): readonly (Buffer | string | null)[] => {
  const [, id, ...also] = keyOf(table);
  const where: SealedRow = {
    district: String(row.district),
    id: String(row[id!]),
    ...Object.fromEntries(also.map((column) => [column, String(row[column])])),
  };
  return table.values.flatMap((value) => {
    const sealed = row[value.column] as Buffer | null;
    if (sealed === null) return columnsOf(value).map(() => null);
    const place = value.place(where);
    const again = keys.reseal(sealed, place) ?? sealed;
    if (value.hash === undefined) return [again];
    const plain = keys.openText(sealed, place);
    return [
      again,
      keys.lookup(plain, value.hash.kind, where.district),
      ...(value.tail === undefined ? [] : [keys.lookupTail(plain, value.hash.kind, where.district)]),
    ];
  });
};

/** The types of a table's columns, for `unnest`. */
const typesOf = async (client: pg.ClientBase, { table }: SealedTable): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await client.query<{ column: string; type: string }>(
    `select attname as column, format_type(atttypid, null) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );
  return new Map(rows.map(({ column, type }) => [column, type]));
};

/**
 * Redoes every row of a table that rests on former keys, in small transactions in order of the key. A row that the office has in hand
 * is passed over; the next pass finds it. Killed anywhere, each row is of the old keys or the new, whole.
 * @param told called after each batch with the rows redone so far
 * @returns how many rows were redone
 */
export const redoRows = async (client: pg.ClientBase, table: SealedTable, keys: Keys, told: (redone: number) => void): Promise<number> => {
  const key = keyOf(table);
  const columns = table.values.flatMap(columnsOf);
  const types = await typesOf(client, table);
  const list = (names: readonly string[], prefix: string): string => names.map((one) => `${prefix}${name(one)}`).join(', ');
  const after = key.map((column, i) => `$${i + 4}::${types.get(column)}`).join(', ');
  const find = (from: boolean): string => `select ${list([...key, ...columns], 't.')} from ${name(table.table)} t
    where ($1::bytea is not null and $2::bytea is not null and $3::text is not null) and (${isFormer(table)})
      ${from ? `and (${list(key, 't.')}) > (${after})` : ''}
    order by ${list(key, 't.')} limit ${BATCH} for update skip locked`;
  const write = `update ${name(table.table)} t set ${columns.map((column) => `${name(column)} = n.${name(column)}`).join(', ')}
    from unnest(${[...key, ...columns].map((column, i) => `$${i + 1}::${types.get(column)}[]`).join(', ')}) as n (${list([...key, ...columns], '')})
    where ${key.map((column) => `t.${name(column)} = n.${name(column)}`).join(' and ')}`;

  const batch = async (last: Found | undefined): Promise<readonly Found[]> => {
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      const { rows } = await client.query<Found>(find(last !== undefined), [
        ...marksOf(keys),
        ...(last === undefined ? [] : key.map((column) => last[column])),
      ]);
      if (rows.length > 0) {
        const made = rows.map((row) => redone(table, row, keys));
        const params = [...key.map((column) => rows.map((row) => row[column])), ...columns.map((_, i) => made.map((values) => values[i]))];
        await client.query(write, params);
        if (table.derived !== undefined) await client.query(table.derived, params.slice(0, 2));
      }
      await client.query('commit');
      return rows;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  };

  let done = 0;
  for (let last: Found | undefined; ; ) {
    let rows: readonly Found[];
    try {
      rows = await batch(last);
    } catch (error) {
      if (AGAIN.has((error as pg.DatabaseError).code ?? '')) continue;
      throw error;
    }
    done += rows.length;
    if (rows.length > 0) told(done);
    if (rows.length < BATCH) return done;
    last = rows.at(-1);
  }
};
