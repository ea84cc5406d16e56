import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { EventOf } from '../../kernel/contract.ts';
import type { Keys } from '../../platform/crypto/index.ts';
import { newId } from '../../platform/executor/execute.ts';
import { entriesOf, type Head, type Sealed } from '../../platform/ledger/entry.ts';
import type { Sealing } from '../../platform/ledger/sealing.ts';

export type SampleLedger = {
  readonly district: string;
  readonly streams: number;
  /** Entries in each stream, each of a command of its own. */
  readonly each: number;
  /** Every how manieth entry has a detail; 0: none. */
  readonly detailEvery?: number;
};

const COMMANDS_SQL = `insert into platform_command (district, id, actor, post, name, body_hash, outcome, answer, at)
  select $1, c.id, c.actor, c.post, 'sample.write', ''::bytea, 'accepted', '{}', now() from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as c (id, actor, post)`;
const ENTRIES_SQL = `insert into ledger (district, id, stream, stream_id, seq, event, data, detail_hash, command_id, n, actor, post, area, happened_at, recorded_at, algorithm, mac, hash)
  select $1, e.id, e.stream, e.stream_id, e.seq, e.event, e.data, e.detail_hash, e.command_id, 0, e.actor, e.post, e.area,
    to_timestamp(e.happened / 1000), to_timestamp(e.recorded / 1000), e.algorithm, e.mac, e.hash
  from unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::json[], $8::bytea[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::float8[],
    $14::float8[], $15::text[], $16::bytea[], $17::bytea[])
    as e (id, stream, stream_id, seq, event, data, detail_hash, command_id, actor, post, area, happened, recorded, algorithm, mac, hash)`;
const DETAILS_SQL =
  'insert into ledger_detail (district, entry, nonce, body) select $1, d.* from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as d';
const HEADS_SQL = `insert into stream_head (district, stream_id, stream, area, seq, hash)
  select $1, h.stream_id, 'case', h.area, h.seq, h.hash from unnest($2::uuid[], $3::text[], $4::int[], $5::bytea[]) as h (stream_id, area, seq, hash)`;

/** Writes a ledger as commands would, many at once, in one transaction. @returns the entries, stream after stream */
export const writeSampleLedger = async (
  owner: pg.ClientBase,
  keys: Keys,
  { district, streams, each, detailEvery = 4 }: SampleLedger,
): Promise<readonly Sealed[]> => {
  const area = `33.3309.${district}.myd.`;
  const [actor, post] = [newId(), newId()];
  const now = Date.now();
  const entries: Sealed[] = [];
  const details: { entry: string; nonce: Buffer; body: Buffer }[] = [];
  const heads = new Map<string, Head>();
  for (let step = 0; step < each; step += 1) {
    for (let i = 0; i < streams; i += 1) {
      const streamId = step === 0 ? newId() : entries[i]!.streamId;
      const event: EventOf = {
        type: step === 0 ? 'sample.begun' : 'sample.moved',
        stream: 'case',
        streamId,
        area,
        data: {
          step,
          code: randomBytes(6).toString('hex'),
          note: entries.length % 16 === 0 ? '换行\n与"引号"\\和\t制表' : '材料齐全',
          done: step + 1 === each,
        },
        ...(detailEvery > 0 && entries.length % detailEvery === 0 ? { detail: { text: `第 ${entries.length} 条，王阿婆说腿脚不便` } } : {}),
      };
      const made = entriesOf([event], { district, id: newId(), actor, post, happenedAt: now, recordedAt: now }, heads, keys, newId);
      entries.push(...made.entries);
      details.push(...made.details);
    }
  }
  const column = <T>(of: (entry: Sealed) => T): T[] => entries.map(of);
  await owner.query('begin');
  await owner.query(COMMANDS_SQL, [district, column((e) => e.commandId), column((e) => e.actor), column((e) => e.post)]);
  await owner.query(HEADS_SQL, [
    district,
    [...heads.keys()],
    [...heads.values()].map(() => area),
    [...heads.values()].map(({ seq }) => seq),
    [...heads.values()].map(({ hash }) => hash),
  ]);
  await owner.query(ENTRIES_SQL, [
    district,
    column((e) => e.id),
    column((e) => e.stream),
    column((e) => e.streamId),
    column((e) => e.seq),
    column((e) => e.event),
    column((e) => e.data),
    column((e) => e.detailHash),
    column((e) => e.commandId),
    column((e) => e.actor),
    column((e) => e.post),
    column((e) => e.area),
    column((e) => e.happenedAt),
    column((e) => e.recordedAt),
    column((e) => e.algorithm),
    column((e) => e.mac),
    column((e) => e.hash),
  ]);
  await owner.query(DETAILS_SQL, [
    district,
    details.map(({ entry }) => entry),
    details.map(({ nonce }) => nonce),
    details.map(({ body }) => body),
  ]);
  await owner.query('commit');
  return entries;
};

/** Seals until so many entries are: transactions of other tests' databases, in the same cluster, hold back what counts as settled. */
export const sealEntries = async (sealing: Sealing, entries: number): Promise<void> => {
  const until = Date.now() + 10_000;
  for (let sealed = 0; sealed < entries; ) {
    sealed += await sealing.seal();
    if (sealed > entries || Date.now() > until) throw new Error(`${sealed} entries were sealed instead of ${entries}`);
    if (sealed < entries) await new Promise((wait) => setTimeout(wait, 20));
  }
};
