import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { openKeys } from '../crypto/index.ts';
import { diagnose } from './diagnose.ts';
import { erasuresFile, keyOf, readErasures } from './erasures.ts';
import { type Finding, inOrder } from './finding.ts';
import { sealsFolder } from './sealfile.ts';
import { exportSnapshot, inSnapshot, joinWhole } from './snapshot.ts';
import { verifySeals } from './verify-seals.ts';
import type { WalkPart } from './verify-worker.ts';
import { type Walked, walk } from './walk.ts';

export type VerifyOptions = {
  /** Connection string of the owner, who sees everything. */
  readonly url: string;
  /** Holds the key file, the seal files and the list of erasures. */
  readonly dataDir: string;
  /** Threads for a large ledger. */
  readonly threads?: number;
};

export type Report = {
  readonly entries: number;
  readonly streams: number;
  readonly districts: number;
  readonly seals: number;
  /** Entries that no seal holds yet: those of the last seconds. */
  readonly unsealed: number;
  readonly erased: Walked['erased'];
  /** Earliest first; none when nothing was touched. */
  readonly findings: readonly Finding[];
  readonly seconds: number;
};

/** Below this many entries a thread costs more than it brings. */
const WORTH_THREADS = 20_000;

/** Recomputes the whole ledger as it stood at one moment. The office may go on working meanwhile. */
export const verifyLedger = async ({ url, dataDir, threads = 2 }: VerifyOptions): Promise<Report> => {
  const begun = performance.now();
  const keysFolder = join(dataDir, 'keys');
  const keys = openKeys(keysFolder, { create: false });
  const client = new pg.Client(url);
  await client.connect();
  try {
    await inSnapshot(client);
    await joinWhole(client, true);
    const { rows: districts } = await client.query<{ district: string }>(
      'select district from ledger_districts() as district union select district from ledger_seal union select district from stream_head order by 1',
    );
    const parts = await partsOf(client, threads);
    // Threads walk while this connection looks at the seals.
    const walking =
      parts.length === 1
        ? [await walk(client, 'true', keys)]
        : inThreads(parts, { url, keysFolder, snapshot: await exportSnapshot(client) });
    const looking = async () => {
      const seals = [];
      for (const { district } of districts) seals.push(await verifySeals(client, district, keys, sealsFolder(dataDir)));
      return { seals, rest: await besideStreams(client, dataDir) };
    };
    const [walked, beside] = await Promise.all([walking, looking()]);
    await joinWhole(client, false);
    const streams: Finding[] = [];
    for (const stream of walked.flatMap(({ broken }) => broken)) streams.push(...(await diagnose(client, stream, keys)));
    const findings = [...streams, ...beside.rest, ...beside.seals.flatMap((one) => one.findings)];
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    return {
      entries: sum(walked.map((one) => one.entries)),
      streams: sum(walked.map((one) => one.streams)),
      districts: districts.length,
      seals: sum(beside.seals.map((one) => one.seals)),
      unsealed: sum(beside.seals.map((one) => one.unsealed)),
      erased: walked.flatMap((one) => one.erased),
      findings: inOrder(findings),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await client.end();
  }
};

/** Conditions that cut the ledger between streams into about equal parts. */
const partsOf = async (client: pg.ClientBase, threads: number): Promise<readonly string[]> => {
  const { rows } = await client.query<{ streams: number; entries: number }>(
    `select (select count(*)::int from stream_head) as streams, (select count(*)::int from (select 1 from ledger limit ${WORTH_THREADS}) as much) as entries`,
  );
  const { streams, entries } = rows[0]!;
  if (entries < WORTH_THREADS || streams < threads) return ['true'];
  const cuts: string[] = [];
  for (let i = 1; i < threads; i += 1) {
    const { rows: at } = await client.query<{ district: string; stream_id: string }>(
      'select district, stream_id from stream_head order by stream_id, district offset $1 limit 1',
      [Math.floor((streams * i) / threads)],
    );
    cuts.push(`(${pg.escapeLiteral(at[0]!.stream_id)}::uuid, ${pg.escapeLiteral(at[0]!.district)})`);
  }
  const stream = '(l.stream_id, l.district)';
  return [...cuts, null].map((until, i) =>
    [i === 0 ? null : `${stream} >= ${cuts[i - 1]}`, until === null ? null : `${stream} < ${until}`]
      .filter((bound) => bound !== null)
      .join(' and '),
  );
};

const inThreads = (parts: readonly string[], shared: Omit<WalkPart, 'where'>): Promise<Walked[]> =>
  Promise.all(
    parts.map(
      (where) =>
        new Promise<Walked>((resolve, reject) => {
          const workerData: WalkPart = { ...shared, where };
          const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData });
          worker.once('message', resolve);
          worker.once('error', reject);
          worker.once('exit', (code) => reject(new Error(`a thread of verify ended with ${code}`)));
        }),
    ),
  );

const ENTRY = `l.district, l.stream, l.stream_id as "streamId", l.seq, l.id, l.event, (extract(epoch from l.recorded_at) * 1000)::bigint::float8 as at`;

/** What no stream shows by itself, and the database finds as fast: heads without entries, commands, erasures. Each at most 20 times. */
const BESIDE: readonly { readonly kind: Finding['kind']; readonly why: Finding['why']; readonly sql: string }[] = [
  {
    kind: 'removed',
    why: 'tail',
    sql: `select h.district, h.stream, h.stream_id as "streamId", 1 as seq, null as id, null as event, null::float8 as at from stream_head h
      where not exists (select from ledger l where l.district = h.district and l.stream_id = h.stream_id) limit 20`,
  },
  {
    kind: 'removed',
    why: 'command_part',
    sql: `select ${ENTRY} from ledger l join (
        select district, command_id, max(id::text)::uuid as id from ledger group by district, command_id having count(*) <> max(n) + 1 limit 20) c
      on c.district = l.district and c.id = l.id`,
  },
  {
    kind: 'altered',
    why: 'command_gone',
    sql: `select ${ENTRY} from ledger l where not exists (
        select from platform_command c where c.district = l.district and c.id = l.command_id and c.outcome = 'accepted' and c.actor = l.actor and c.post = l.post)
      limit 20`,
  },
  {
    kind: 'altered',
    why: 'erasure',
    sql: `select ${ENTRY} from ledger_erasure x join ledger l on l.district = x.district and l.id = x.entry
      where not exists (select from ledger c where c.district = x.district and c.command_id = x.by_command) limit 1000`,
  },
];

const besideStreams = async (client: pg.ClientBase, dataDir: string): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  // A restore may lose the command of an erasure, not the office's own list of it.
  const listed = new Set((await readErasures(erasuresFile(dataDir))).map(keyOf));
  for (const { kind, why, sql } of BESIDE) {
    const { rows } = await client.query<Omit<Finding, 'kind' | 'why'>>(sql);
    findings.push(
      ...rows
        .map((row) => ({ ...row, kind, why }))
        .filter((one) => why !== 'erasure' || !listed.has(keyOf({ district: one.district, entry: one.id! }))),
    );
  }
  return findings;
};
