import type { Entry } from './entry.ts';

/** An entry as it stands in the database, with what hangs on it. Hashes stay hexadecimal: they are only compared. */
export type StoredEntry = Entry & {
  readonly algorithm: string;
  readonly mac: string;
  readonly hash: string;
  readonly nonce: string | null;
  readonly body: string | null;
  /** Command that erased the detail by law. */
  readonly erasedBy: string | null;
  /** Hash in the stream's head, where the head says that this entry is the last. */
  readonly headHash: string | null;
};

/**
 * Entries in order of stream and seq for COPY; milliseconds are made in SQL.
 * @param where a condition on `l`, of checked literals
 */
export const entriesSql = (where: string): string => `select
    l.district, l.id, l.stream, l.stream_id, l.seq, l.event, l.data::text, encode(l.detail_hash, 'hex'), l.command_id, l.n, l.actor, l.post, l.area,
    (extract(epoch from l.happened_at) * 1000)::bigint, (extract(epoch from l.recorded_at) * 1000)::bigint,
    l.algorithm, encode(l.mac, 'hex'), encode(l.hash, 'hex'),
    encode(d.nonce, 'hex'), encode(d.body, 'hex'), x.by_command, encode(h.hash, 'hex')
  from ledger l
  left join ledger_detail d on d.district = l.district and d.entry = l.id
  left join ledger_erasure x on x.district = l.district and x.entry = l.id
  left join stream_head h on h.district = l.district and h.stream_id = l.stream_id and h.seq = l.seq
  where ${where}
  order by l.district, l.stream_id, l.seq`;

/** The fields of one line of `entriesSql`. */
export const storedOf = (f: readonly (string | null)[]): StoredEntry => ({
  district: f[0]!,
  id: f[1]!,
  stream: f[2]!,
  streamId: f[3]!,
  seq: Number(f[4]),
  event: f[5]!,
  data: f[6]!,
  detailHash: f[7] === null ? null : Buffer.from(f[7]!, 'hex'),
  commandId: f[8]!,
  n: Number(f[9]),
  actor: f[10]!,
  post: f[11]!,
  area: f[12]!,
  happenedAt: Number(f[13]),
  recordedAt: Number(f[14]),
  algorithm: f[15]!,
  mac: f[16]!,
  hash: f[17]!,
  nonce: f[18]!,
  body: f[19]!,
  erasedBy: f[20]!,
  headHash: f[21]!,
});
