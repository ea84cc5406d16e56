import type { Statement } from '../executor/types.ts';
import type { Detail, Head, Sealed } from './entry.ts';

export type HeadRow = { stream_id: string; seq: number; hash: Buffer };

/** Locks the streams in order of id: two commands on the same streams can't wait for each other for ever. */
export const HEADS_SQL =
  'select stream_id, seq, hash from stream_head where district = $1 and stream_id = any($2::uuid[]) order by stream_id for update';

/** A command as it is remembered, so that its id counts once. */
export type CommandRow = {
  readonly district: string;
  readonly id: string;
  readonly actor: string;
  readonly post: string;
  readonly name: string;
  readonly bodyHash: Buffer;
  readonly outcome: 'accepted' | 'refused';
  /** JSON */
  readonly answer: string;
  /** ISO instant */
  readonly at: string;
};

/**
 * The command, and the heads of its streams: new ones, and those that move on. The heads wait for the command's row, so that a repeat
 * sent at the same moment collides there and nowhere else.
 */
const COMMAND_SQL = `with stored as (
    insert into platform_command (district, id, actor, post, name, body_hash, outcome, answer, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning district),
  moved as (
    update stream_head h set seq = m.seq, hash = m.hash from stored, unnest($10::uuid[], $11::int[], $12::bytea[]) as m (stream_id, seq, hash)
    where h.district = $1 and h.stream_id = m.stream_id)
  insert into stream_head (district, stream_id, stream, area, seq, hash)
  select stored.district, n.* from stored, unnest($13::uuid[], $14::text[], $15::text[], $16::int[], $17::bytea[]) as n (stream_id, stream, area, seq, hash)`;

/** The entries of a command and their details. */
const ENTRIES_SQL = `with written as (
    insert into ledger (district, command_id, actor, post, happened_at, recorded_at, id, stream, stream_id, seq, event, data, detail_hash, n, area, algorithm, mac, hash)
    select $1, $2, $3, $4, $5, $6, e.* from unnest($7::uuid[], $8::text[], $9::uuid[], $10::int[], $11::text[], $12::json[], $13::bytea[], $14::smallint[], $15::text[],
      $16::text[], $17::bytea[], $18::bytea[]) as e)
  insert into ledger_detail (district, entry, nonce, body) select $1, d.* from unnest($19::uuid[], $20::bytea[], $21::bytea[]) as d`;

/** Remembers a command that was decided without entries. */
export const commandStatement = (
  c: CommandRow,
  heads: readonly Sealed[] = [],
  before: ReadonlyMap<string, Head> = new Map(),
): Statement => {
  const moved = heads.filter((entry) => before.has(entry.streamId));
  const made = heads.filter((entry) => !before.has(entry.streamId));
  return {
    sql: COMMAND_SQL,
    params: [
      ...[c.district, c.id, c.actor, c.post, c.name, c.bodyHash, c.outcome, c.answer, c.at],
      ...[moved.map((e) => e.streamId), moved.map((e) => e.seq), moved.map((e) => e.hash)],
      ...[made.map((e) => e.streamId), made.map((e) => e.stream), made.map((e) => e.area), made.map((e) => e.seq), made.map((e) => e.hash)],
    ],
  };
};

/**
 * Writes a command with its entries. Heads first: the ledger's row-level security asks whether the acting post may see the stream.
 * @param before the heads that were there
 */
export const appendStatements = (
  command: CommandRow,
  entries: readonly Sealed[],
  details: readonly Detail[],
  before: ReadonlyMap<string, Head>,
): readonly Statement[] => {
  const last = new Map(entries.map((entry) => [entry.streamId, entry]));
  const stored = commandStatement(command, [...last.values()], before);
  const first = entries[0];
  if (first === undefined) return [stored];
  const column = <T>(of: (entry: Sealed) => T): T[] => entries.map(of);
  const params = [
    ...[
      first.district,
      first.commandId,
      first.actor,
      first.post,
      new Date(first.happenedAt).toISOString(),
      new Date(first.recordedAt).toISOString(),
    ],
    ...[
      column((e) => e.id),
      column((e) => e.stream),
      column((e) => e.streamId),
      column((e) => e.seq),
      column((e) => e.event),
      column((e) => e.data),
    ],
    ...[
      column((e) => e.detailHash),
      column((e) => e.n),
      column((e) => e.area),
      column((e) => e.algorithm),
      column((e) => e.mac),
      column((e) => e.hash),
    ],
    ...[details.map((d) => d.entry), details.map((d) => d.nonce), details.map((d) => d.body)],
  ];
  return [stored, { sql: ENTRIES_SQL, params }];
};
