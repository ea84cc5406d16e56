import pg from 'pg';
import type { Keys } from '../crypto/index.ts';
import { copyOut } from '../db/copy.ts';
import { hashedText } from './entry.ts';
import { type Finding, timeInId } from './finding.ts';
import { entriesSql, type StoredEntry, storedOf } from './stored.ts';
import { detailState, GENESIS_HEX, isOurs } from './walk.ts';

type Head = { readonly stream: string; readonly seq: number; readonly hash: string };

/** How far around an entry its former place is looked for. */
const NEAR = 60;

/** Says what happened to one stream that does not hold; the first finding is the cause as far as it can be told. */
export const diagnose = async (
  client: pg.ClientBase,
  { district, streamId }: { readonly district: string; readonly streamId: string },
  keys: Keys,
): Promise<readonly Finding[]> => {
  const entries: StoredEntry[] = [];
  const where = `l.district = ${pg.escapeLiteral(district)} and l.stream_id = ${pg.escapeLiteral(streamId)}`;
  await copyOut(client, entriesSql(where), (line) => entries.push(storedOf(line)));
  const { rows: heads } = await client.query<Head>(
    `select stream, seq, encode(hash, 'hex') as hash from stream_head where district = $1 and stream_id = $2`,
    [district, streamId],
  );
  const findings: Finding[] = [];
  let previous = GENESIS_HEX;
  let expected = 1;
  for (const [at, entry] of entries.entries()) {
    const found = (kind: Finding['kind'], why: Finding['why']): void => void findings.push({ ...placeOf(entry), kind, why });
    const gap = entry.seq > expected;
    if (gap) {
      // It came after the one before it; that is all that its stream still tells of its time.
      const since = entries[at - 1]?.recordedAt ?? timeInId(streamId);
      findings.push({ ...placeOf(entry), id: null, event: null, seq: expected, at: since, kind: 'removed', why: 'gap' });
    }
    const { content, mac } = isOurs(entry, previous, keys);
    if (!mac) {
      if (await everSealed(client, entry)) found('altered', 'foreign_hash');
      else found('added', 'unknown_entry');
    } else if (!content) {
      const around = entries.slice(Math.max(0, at - NEAR), at + NEAR);
      const former = formerPlace(entry, around, keys);
      if (former === undefined) found('altered', 'content');
      else if (former !== entry.seq) found('reordered', 'position');
      // After a gap, or after an entry that was found already, a broken link says nothing new.
      else if (!gap && findings.length === 0) found('removed', 'chain');
    }
    const detail = detailState(entry, keys);
    if (detail === 'altered') found('altered', 'detail');
    if (detail === 'gone') found('removed', 'detail_gone');
    if (detail === 'extra') found('added', 'detail_extra');
    previous = entry.hash;
    expected = entry.seq + 1;
  }
  return [...findings, ...headFindings(district, streamId, entries.at(-1), heads[0])];
};

const placeOf = ({ district, stream, streamId, seq, id, event, recordedAt }: StoredEntry): Omit<Finding, 'kind' | 'why'> => ({
  district,
  stream,
  streamId,
  seq,
  id,
  event,
  at: recordedAt,
});

/** The seq that the entry was written with, found by trying its neighbours' places; undefined where none gives a hash of the stream. */
const formerPlace = (entry: StoredEntry, around: readonly StoredEntry[], keys: Keys): number | undefined => {
  const known = new Set(around.map((one) => one.hash));
  const before = [GENESIS_HEX, ...around.map((one) => one.hash)];
  const seqs = [entry.seq, ...around.map((one) => one.seq), Math.max(...around.map((one) => one.seq)) + 1, around[0]!.seq - 1];
  const { hashHex } = keys.ledger.under(entry.algorithm);
  return seqs.find((seq) => before.some((previous) => known.has(hashHex(hashedText({ ...entry, seq }, entry.detailHash, previous)))));
};

/** Whether a seal holds the entry's id: then Daiban did write it, with another hash. */
const everSealed = async (client: pg.ClientBase, { district, id }: StoredEntry): Promise<boolean> => {
  const { rows } = await client.query(
    'select 1 from ledger_seal where district = $1 and position(uuid_send($2::uuid) in members) > 0 limit 1',
    [district, id],
  );
  return rows.length > 0;
};

const headFindings = (district: string, streamId: string, last: StoredEntry | undefined, head: Head | undefined): readonly Finding[] => {
  if (last === undefined) {
    const gone = { district, stream: head?.stream ?? null, streamId, seq: 1, id: null, event: null, at: null };
    return head === undefined ? [] : [{ ...gone, kind: 'removed', why: 'tail' }];
  }
  if (head === undefined) return [{ ...placeOf(last), kind: 'removed', why: 'head_gone' }];
  if (head.seq > last.seq) return [{ ...placeOf(last), seq: last.seq + 1, id: null, event: null, kind: 'removed', why: 'tail' }];
  if (head.seq < last.seq) return [{ ...placeOf(last), kind: 'added', why: 'head' }];
  return head.hash === last.hash ? [] : [{ ...placeOf(last), kind: 'altered', why: 'head' }];
};
