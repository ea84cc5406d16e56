import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { sealEntries, writeSampleLedger } from '../../tests/support/ledger.ts';
import { type Keys, openKeys } from '../crypto/index.ts';
import { newId } from '../executor/execute.ts';
import { GENESIS, type Sealed, sealEntry } from './entry.ts';
import { addErasures, erasuresFile } from './erasures.ts';
import { sentenceOf } from './finding.ts';
import { sealFile } from './sealfile.ts';
import { type Sealing, startSealing } from './sealing.ts';
import { verifyLedger } from './verify.ts';

const DISTRICT = '330903';
let db: TestDatabase;
let folder: string;
let keys: Keys;
let sealing: Sealing;
/** What sealing told the operator. */
let told: string[];
/** Superuser: who gets behind the application's back. */
let intruder: pg.Client;
/** Two streams of four entries, two seals; then two more entries unsealed. */
let entries: readonly Sealed[];

const verify = () => verifyLedger({ url: db.ownerUrl, dataDir: folder });
/** The first finding, as it is told. */
const first = async () => (await verify()).findings[0];

/** Changes the table with its guards off, as someone with the machine's database would. */
const tamper = async (sql: string, params: readonly unknown[] = []): Promise<void> => {
  await intruder.query('set session_replication_role = replica');
  const { rowCount } = await intruder.query(sql, [...params]);
  await intruder.query('set session_replication_role = origin');
  if (rowCount === 0) throw new Error('nothing was tampered with');
};

beforeEach(async () => {
  db = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'daiban-verify-'));
  keys = openKeys(join(folder, 'keys'));
  told = [];
  intruder = new pg.Client(db.adminUrl);
  await intruder.connect();
  sealing = startSealing({
    url: db.workerUrl,
    keys,
    dataDir: folder,
    report: (message) => void told.push(message),
    every: 3_600_000,
  });
  const begun = await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 2, each: 4, detailEvery: 2 });
  await sealEntries(sealing, 8);
  const later = await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 1, each: 2 });
  await sealEntries(sealing, 2);
  entries = [...begun, ...later];
  return async () => {
    await sealing.stop().catch(() => {}); // some tests leave seals that can't go on
    await intruder.end();
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

describe('verify', () => {
  test('[K8] finds a ledger whole that nobody touched, sealed and not yet sealed', async () => {
    await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 3, each: 1 });
    await expect(verify()).resolves.toMatchObject({
      entries: 13,
      streams: 6,
      districts: 1,
      seals: 2,
      unsealed: 3,
      findings: [],
      erased: [],
    });
  });

  test.each([
    ['data', `data = '{"step":99}'`],
    ['who', 'actor = post'],
    ['the time', `recorded_at = recorded_at - interval '1 day'`],
    ['the area', `area = '33.'`],
    ['the event', `event = 'sample.forgotten'`],
  ])('[K8] names the entry in which %s was altered', async (_what, change) => {
    const entry = entries[2]!;
    await tamper(`update ledger set ${change} where id = $1`, [entry.id]);
    const report = await verify();
    expect(report.findings.some((one) => one.id === entry.id && one.kind === 'altered' && one.why === 'content')).toBe(true);
    expect(report.findings[0]).toMatchObject({ district: DISTRICT, stream: 'case', streamId: entry.streamId, seq: 2, id: entry.id });
  });

  test('[K8] tells an alteration with a fitting hash by the MAC and the seal', async () => {
    const entry = entries[6]!;
    const data = '{"step":99}';
    const forged = sealEntry({ ...entry, data }, entries[4]!.hash, keys.ledger.current());
    await tamper(`update ledger set data = $2, hash = $3 where id = $1`, [entry.id, data, forged.hash]);
    await tamper(`update stream_head set hash = $2 where stream_id = $1`, [entry.streamId, forged.hash]);
    expect(await first()).toMatchObject({ kind: 'altered', id: entry.id, seq: 4 });
  });

  test('[K8] names the entry whose detail was altered, swapped in or taken away', async () => {
    const [one, other] = [entries[0]!, entries[2]!];
    await tamper(`update ledger_detail set nonce = decode(repeat('00', 16), 'hex') where entry = $1`, [other.id]);
    expect(await first()).toMatchObject({ kind: 'altered', why: 'detail', id: other.id });
    await tamper(`update ledger_detail set body = (select body from ledger_detail where entry = $2) where entry = $1`, [other.id, one.id]);
    expect(await first()).toMatchObject({ kind: 'altered', why: 'detail', id: other.id });
    await tamper(`delete from ledger_detail where entry = $1`, [other.id]);
    expect(await first()).toMatchObject({ kind: 'removed', why: 'detail_gone', id: other.id, seq: other.seq });
  });

  test('[K8] says which detail was erased by law, and by which command', async () => {
    const entry = entries[2]!;
    const by = entries[4]!.commandId;
    await tamper(`insert into ledger_erasure (district, entry, by_command, at) values ($1, $2, $3, now())`, [DISTRICT, entry.id, by]);
    await tamper(`delete from ledger_detail where entry = $1`, [entry.id]);
    await expect(verify()).resolves.toMatchObject({ findings: [], erased: [{ district: DISTRICT, entry: entry.id, by }] });
    await sealing.seal();
    expect(readFileSync(erasuresFile(folder), 'utf8')).toContain(entry.id);

    const other = entries[0]!;
    const lost = newId();
    await tamper(`insert into ledger_erasure (district, entry, by_command, at) values ($1, $2, $3, now())`, [DISTRICT, other.id, lost]);
    await tamper(`delete from ledger_detail where entry = $1`, [other.id]);
    await sealing.seal();
    expect(await first()).toMatchObject({ why: 'erasure', id: other.id });
    // A restore may lose the command of an erasure; the office's own list outside the database keeps it.
    await addErasures(erasuresFile(folder), [{ district: DISTRICT, entry: other.id, by: lost, at: '2026-11-21T00:00:00.000Z' }]);
    expect((await verify()).findings).toEqual([]);
  });

  test('[K8] names what is missing in the middle', async () => {
    const entry = entries[2]!;
    await tamper(`delete from ledger where id = $1`, [entry.id]);
    const { findings } = await verify();
    expect(findings[0]).toMatchObject({ kind: 'removed', why: 'gap', stream: 'case', streamId: entry.streamId, seq: 2 });
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'removed', why: 'sealed_gone', id: entry.id }));
  });

  test('[K8] sees a cut-off tail, also with the head put right and the command gone', async () => {
    const [before, last] = [entries[4]!, entries[6]!];
    await tamper(`delete from ledger where id = $1`, [last.id]);
    expect((await verify()).findings.map(({ why }) => why)).toContain('tail');
    await tamper(`update stream_head set seq = 3, hash = $2 where stream_id = $1`, [last.streamId, before.hash]);
    await tamper(`delete from platform_command where id = $1`, [last.commandId]);
    expect(await first()).toMatchObject({ kind: 'removed', why: 'sealed_gone', id: last.id });
  });

  test('[K8] names an entry that the application never wrote', async () => {
    const last = entries[6]!;
    const id = newId();
    const forged = sealEntry({ ...last, id, seq: 5, n: 1, data: '{"forged":true}' }, last.hash, keys.ledger.current());
    await tamper(
      `insert into ledger (district, id, stream, stream_id, seq, event, data, detail_hash, command_id, n, actor, post, area, happened_at, recorded_at, algorithm, mac, hash)
       select district, $2, stream, stream_id, 5, event, '{"forged":true}', detail_hash, command_id, 1, actor, post, area, happened_at, recorded_at, algorithm, mac, $3
       from ledger where id = $1`,
      [last.id, id, forged.hash],
    );
    await tamper(`update stream_head set seq = 5, hash = $2 where stream_id = $1`, [last.streamId, forged.hash]);
    expect(await first()).toMatchObject({ kind: 'added', id, seq: 5, event: 'sample.moved' });
  });

  test('[K8] names an entry put in with Daiban’s own keys after its time was sealed', async () => {
    const streamId = newId();
    const alone = sealEntry({ ...entries[0]!, id: newId(), streamId, seq: 1, n: 1, detailHash: null }, GENESIS, keys.ledger.current());
    await tamper(
      `insert into ledger (district, id, stream, stream_id, seq, event, data, command_id, n, actor, post, area, happened_at, recorded_at, xid, algorithm, mac, hash)
       select district, $2, stream, $3, 1, event, data, command_id, 1, actor, post, area, happened_at, recorded_at, xid, algorithm, $4, $5 from ledger where id = $1`,
      [entries[0]!.id, alone.id, streamId, alone.mac, alone.hash],
    );
    await tamper(`insert into stream_head select district, $2, stream, area, 1, $3 from stream_head where stream_id = $1`, [
      entries[0]!.streamId,
      streamId,
      alone.hash,
    ]);
    expect((await verify()).findings).toEqual([expect.objectContaining({ kind: 'added', why: 'sealed_late', id: alone.id })]);
  });

  test('[K8] names the first of two entries that changed places', async () => {
    const [one, other] = [entries[2]!, entries[4]!];
    await tamper(`alter table ledger drop constraint ledger_district_stream_id_seq_key`);
    await tamper(`update ledger set seq = case seq when 2 then 3 else 2 end where id = any($1)`, [[one.id, other.id]]);
    expect((await verify()).findings.map(({ kind, why, seq }) => [kind, why, seq])).toEqual([
      ['reordered', 'position', 2],
      ['reordered', 'position', 3],
    ]);
  });

  test('[K8] sees seals cut off together with the ledger’s tail by the file outside the database', async () => {
    const { streamId } = entries[8]!;
    for (const sql of [
      `delete from ledger_detail where entry in (select id from ledger where stream_id = $1)`,
      `delete from ledger where stream_id = $1`,
    ])
      await tamper(sql, [streamId]);
    await tamper(`delete from stream_head where stream_id = $1`, [streamId]);
    await tamper(`delete from platform_command where id = any($1)`, [[entries[8]!.commandId, entries[9]!.commandId]]);
    await tamper(`delete from ledger_seal where n = 2`);
    const { findings } = await verify();
    expect(findings).toEqual([expect.objectContaining({ kind: 'removed', why: 'seal_file', district: DISTRICT })]);
    expect(sentenceOf(findings[0]!).zh).toContain('数据库外的封账文件');
    await sealing.seal();
    expect(told).toEqual([expect.stringContaining('run daiban verify')]);
  });

  test.each([
    ['a seal in the middle is gone', `delete from ledger_seal where n = 1`, 'seal_gone'],
    ['a seal counts others', `update ledger_seal set entries = entries - 1 where n = 1`, 'seal_altered'],
    ['a root was replaced', `update ledger_seal set root = previous where n = 1`, 'seal_altered'],
    [
      'a signature was replaced',
      `update ledger_seal set signature = (select signature from ledger_seal where n = 1) where n = 2`,
      'seal_altered',
    ],
    ['the chain was broken', `update ledger_seal set previous = hash where n = 2`, 'seal_chain'],
    ['its time was moved', `update ledger_seal set at = at - interval '1 hour' where n = 2`, 'seal_altered'],
  ])('[K8] says when %s', async (_what, sql, why) => {
    await tamper(sql);
    expect((await verify()).findings.map((one) => one.why)).toContain(why);
  });

  test('[K8] misses no command of which a part is gone', async () => {
    await tamper(`update ledger set n = 1 where id = $1`, [entries[8]!.id]);
    expect((await verify()).findings.map((one) => one.why)).toContain('command_part');
  });
});

describe('seals', () => {
  test('close what has settled, not what is still open', async () => {
    const open = new pg.Client(db.adminUrl);
    await open.connect();
    await open.query('begin');
    await open.query('select pg_current_xact_id()');
    await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 1, each: 1 });
    await expect(sealing.seal()).resolves.toBe(0);
    await open.query('commit');
    await open.end();
    await sealEntries(sealing, 1);
    await expect(verify()).resolves.toMatchObject({ seals: 3, unsealed: 0, findings: [] });
  });

  test('take many transactions together', async () => {
    for (let i = 0; i < 3; i += 1) await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 1, each: 1 });
    const settled = async () => {
      const { rows } = await intruder.query<{ settled: boolean }>(
        'select max(xid) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled from ledger',
      );
      return rows[0]!.settled;
    };
    while (!(await settled())) await new Promise((wait) => setTimeout(wait, 20));
    await sealing.seal();
    await expect(verify()).resolves.toMatchObject({ seals: 3, unsealed: 0, findings: [] });
  });

  test('go on in the next era and close the old one', async () => {
    await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 1, each: 1 });
    await intruder.query('insert into platform_era (era) values (2)');
    await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 1, each: 1 });
    await sealEntries(sealing, 2);
    await expect(verify()).resolves.toMatchObject({ seals: 4, unsealed: 0, findings: [] });
  });

  test('stand in the file too, without a word of the entries, past a line cut short', async () => {
    const file = sealFile(join(folder, 'seals'), DISTRICT);
    appendFileSync(file, '{"district":"330903","n":3,"cut');
    await writeSampleLedger(intruder, keys, { district: DISTRICT, streams: 1, each: 1 });
    await sealEntries(sealing, 1);
    const text = readFileSync(file, 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(4);
    expect(text).not.toContain('sample');
    await expect(verify()).resolves.toMatchObject({ seals: 3, findings: [] });
    rmSync(file);
    await sealing.seal();
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });

  test('can be added by the worker, never changed or removed, and the worker reads no entry', async () => {
    const worker = new pg.Client(db.workerUrl);
    await worker.connect();
    for (const sql of [`update ledger_seal set entries = 0`, `delete from ledger_seal`, `select data from ledger`, `delete from ledger`])
      await expect(worker.query(sql)).rejects.toMatchObject({ code: '42501' });
    await worker.end();
  });
});
