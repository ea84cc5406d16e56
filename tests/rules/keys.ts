import type pg from 'pg';
import type { Breach } from './source.ts';

/** A unique key of a table: index name and its columns in order. */
export type UniqueKey = { readonly table: string; readonly index: string; readonly columns: readonly string[] };

/** Districts spread over clusters: a key that is unique without the district can't be kept there. */
export const keys = (found: readonly UniqueKey[], order: readonly string[]): readonly Breach[] =>
  found
    .filter(({ table }) => order.some((module) => table.startsWith(`${module}_`)))
    .filter(({ columns }) => !columns.includes('district'))
    .map(({ table, index, columns }) => `${table}: unique key ${index} (${columns.join(', ')}) lacks the district`);

/** Unique keys of the tables in the schema `public`. */
export const readKeys = async (client: pg.ClientBase): Promise<readonly UniqueKey[]> => {
  const { rows } = await client.query<UniqueKey>(
    `SELECT t.relname AS table, i.relname AS index,
       array(SELECT coalesce(a.attname, 'expression')::text FROM unnest(x.indkey) WITH ORDINALITY k(number, position)
             LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number AND a.attnum > 0
             WHERE k.position <= x.indnkeyatts ORDER BY k.position) AS columns
     FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
     WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
  return rows;
};
