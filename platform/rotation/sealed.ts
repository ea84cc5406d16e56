import type { LookupKind, Place } from '../crypto/index.ts';

/** A row as far as its sealed values need it: which it is, and what the place of one of them names besides. */
export type SealedRow = { readonly district: string; readonly id: string } & Readonly<Record<string, string>>;

/** One encrypted column, and the keyed hashes of the same value by which it is looked up. */
export type SealedValue = {
  readonly column: string;
  readonly place: (row: SealedRow) => Place;
  /** Column with the hash of the whole value. */
  readonly hash?: { readonly column: string; readonly kind: LookupKind };
  /** Column with the hash of its last four characters, of the same kind. */
  readonly tail?: string;
};

/**
 * What a module keeps encrypted, so that a rotation of the keys redoes it. Every encrypted column and look-up hash must be declared:
 * what is not would stay closed once the old key is destroyed (`checkDeclared` refuses before anything begins).
 */
export type SealedTable = {
  readonly table: string;
  /** Column that with the district names a row; `id` where absent. */
  readonly id?: string;
  /** Further columns of the primary key, given to `place`. */
  readonly also?: readonly string[];
  readonly values: readonly SealedValue[];
  /** A statement for what is derived from the hashes, run with the rows redone: `$1` their districts, `$2` their ids. */
  readonly derived?: string;
};

/** What the schema holds beside the declared columns that looks like theirs: digests and codes of another kind. */
const OTHERS: ReadonlySet<string> = new Set([
  'auth.sign_in_try.name_hash',
  'public.platform_command.body_hash',
  ...['detail_hash', 'mac', 'hash'].map((column) => `public.ledger.${column}`),
  // Not secret: it keeps a short detail from being guessed once that is erased.
  'public.ledger_detail.nonce',
  'public.stream_head.hash',
  ...['members', 'root', 'previous', 'hash', 'signature'].map((column) => `public.ledger_seal.${column}`),
]);

/** Columns that may hold something sealed or hashed under a key, as `schema.table.column`. */
export const CANDIDATES_SQL = `select c.relnamespace::regnamespace || '.' || c.relname || '.' || a.attname as name
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
    and (a.atttypid = 'bytea'::regtype or a.atttypid = 'text'::regtype and a.attname ~ '_(hash|tail)$') order by 1`;

/** @param present `CANDIDATES_SQL` @returns those that nobody declared: their module must say what they are */
export const undeclared = (tables: readonly SealedTable[], present: readonly string[]): readonly string[] => {
  const declared = new Set(
    tables.flatMap(({ table, values }) =>
      values.flatMap(({ column, hash, tail }) =>
        [column, hash?.column, tail].filter((one) => one !== undefined).map((one) => `public.${table}.${one}`),
      ),
    ),
  );
  return present.filter((name) => !declared.has(name) && !OTHERS.has(name));
};
