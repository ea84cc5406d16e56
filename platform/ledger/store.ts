import type { Statement } from '../executor/types.ts';
import type { Detail, Head, Sealed } from './entry.ts';

export type HeadRow = { stream_id: string; seq: number; hash: Buffer };

/** Locks the streams in order of id: two commands on the same streams can't wait for each other for ever. */
export const HEADS_SQL =
  'select stream_id, seq, hash from stream_head where district = $1 and stream_id = any($2::uuid[]) order by stream_id for update';

const NEW_HEAD_SQL = 'insert into stream_head (district, stream_id, stream, area, seq, hash) values ($1, $2, $3, $4, $5, $6)';
const MOVE_HEAD_SQL = 'update stream_head set seq = $3, hash = $4 where district = $1 and stream_id = $2';
const ENTRY_SQL = `insert into ledger (district, id, stream, stream_id, seq, event, data, detail_hash, command_id, n, actor, post, area, happened_at, recorded_at, algorithm, mac, hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`;
const DETAIL_SQL = 'insert into ledger_detail (district, entry, nonce, body) values ($1, $2, $3, $4)';

/** Heads first: the ledger's row-level security asks whether the acting post may see the stream. */
export const appendStatements = (
  entries: readonly Sealed[],
  details: readonly Detail[],
  before: ReadonlyMap<string, Head>,
  genesis: Buffer,
): Statement[] => {
  const last = new Map<string, Sealed>();
  for (const entry of entries) last.set(entry.streamId, entry);
  const heads = [...last.values()].map((entry): Statement => {
    const known = before.get(entry.streamId);
    return known === undefined || known.hash === genesis
      ? { sql: NEW_HEAD_SQL, params: [entry.district, entry.streamId, entry.stream, entry.area, entry.seq, entry.hash] }
      : { sql: MOVE_HEAD_SQL, params: [entry.district, entry.streamId, entry.seq, entry.hash] };
  });
  const rows = entries.map(
    (e): Statement => ({
      sql: ENTRY_SQL,
      params: [
        e.district,
        e.id,
        e.stream,
        e.streamId,
        e.seq,
        e.event,
        e.data,
        e.detailHash,
        e.commandId,
        e.n,
        e.actor,
        e.post,
        e.area,
        new Date(e.happenedAt).toISOString(),
        new Date(e.recordedAt).toISOString(),
        e.algorithm,
        e.mac,
        e.hash,
      ],
    }),
  );
  const texts = details.map((d): Statement => ({ sql: DETAIL_SQL, params: [entries[0]!.district, d.entry, d.nonce, d.body] }));
  return [...heads, ...rows, ...texts];
};
