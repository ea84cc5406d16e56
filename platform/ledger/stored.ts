import { fieldsOf } from '../db/copy.ts';
import type { Entry } from './entry.ts';

/** An entry as it stands in the database, with what hangs on it. Hashes stay hexadecimal: they are only compared. */
export type StoredEntry = Omit<Entry, 'detailHash'> & {
  readonly detailHash: string | null;
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
 * Copies entries out in order of stream and seq, ids first, because PostgreSQL sorts them fastest.
 * @param where a condition on `l`, of checked literals
 */
export const entriesSql = (where: string): string => `copy (select
    l.district, l.id, l.stream, l.stream_id, l.seq, l.event, l.data::text, encode(l.detail_hash, 'hex'), l.command_id, l.n, l.actor, l.post, l.area,
    date_part('epoch', l.happened_at), date_part('epoch', l.recorded_at),
    l.algorithm, encode(l.mac, 'hex'), encode(l.hash, 'hex'),
    encode(d.nonce, 'hex'), encode(d.body, 'hex'), x.by_command, encode(h.hash, 'hex')
  from ledger l
  left join ledger_detail d on d.district = l.district and d.entry = l.id
  left join ledger_erasure x on x.district = l.district and x.entry = l.id
  left join stream_head h on h.district = l.district and h.stream_id = l.stream_id and h.seq = l.seq
  where ${where}
  order by l.stream_id, l.district, l.seq) to stdout (null '')`;

/** One line of `entriesSql`. */
export const storedOf = (line: Buffer): StoredEntry => {
  const f = fieldsOf(line, '');
  return {
    district: f[0]!,
    id: f[1]!,
    stream: f[2]!,
    streamId: f[3]!,
    seq: Number(f[4]),
    event: f[5]!,
    data: f[6]!,
    detailHash: f[7]!,
    commandId: f[8]!,
    n: Number(f[9]),
    actor: f[10]!,
    post: f[11]!,
    area: f[12]!,
    happenedAt: msOf(f[13]!),
    recordedAt: msOf(f[14]!),
    algorithm: f[15]!,
    mac: f[16]!,
    hash: f[17]!,
    nonce: f[18]!,
    body: f[19]!,
    erasedBy: f[20]!,
    headHash: f[21]!,
  };
};

/** Seconds as PostgreSQL writes them, exact to the microsecond, to the milliseconds that are stored. */
const msOf = (seconds: string): number => Math.round(Number(seconds) * 1000);
