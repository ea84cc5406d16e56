import type pg from 'pg';
import type { Keys } from '../crypto/index.ts';
import { GENESIS } from './entry.ts';
import { type Finding, timeInId } from './finding.ts';
import { MEMBER_BYTES, merkleRoot } from './merkle.ts';
import { SEAL_COLUMNS, type Seal, sealHash } from './seal.ts';
import { readLines } from './sealfile.ts';

export type SealsChecked = { readonly seals: number; readonly unsealed: number; readonly findings: readonly Finding[] };

/** `whole`: the ledger's entries of the seal's transactions are exactly its members. */
const SEALS_SQL = `select ${SEAL_COLUMNS}, members is not distinct from (
    select string_agg(uuid_send(l.id) || l.hash, ''::bytea order by l.xid, l.id) from ledger l
    where l.district = s.district and l.era = s.era and l.xid >= s.xid_from and l.xid < s.xid_to) as whole
  from ledger_seal s where district = $1 and n > $2 order by n limit 50`;

const MEMBERS_SQL = `select id, encode(hash, 'hex') as hash, stream, stream_id as "streamId", seq, event, (extract(epoch from recorded_at) * 1000)::bigint::float8 as at
  from ledger where district = $1 and era = $2 and xid >= $3::bigint and xid < $4::bigint`;

const UNSEALED_SQL = `select era, count(*)::int as entries, min(id::text) as first from ledger where district = $1 and (era, xid) >= ($2::int, $3::bigint) group by era order by era`;

/** Findings in one district's seals, at most; an office that was cut off needs no list of all of them. */
const NAMED = 100;

/** Chain, signatures, roots and members of a district's seals, and the file outside the database. */
export const verifySeals = async (client: pg.ClientBase, district: string, keys: Keys, folder: string): Promise<SealsChecked> => {
  const findings: Finding[] = [];
  const hashes = new Map<number, string>();
  let before: Seal | undefined;
  for (;;) {
    const { rows } = await client.query<Seal & { whole: boolean }>(SEALS_SQL, [district, before?.n ?? 0]);
    if (rows.length === 0) break;
    for (const seal of rows) {
      const why = faultOf(seal, before, keys);
      if (why !== undefined) findings.push(ofSeal(district, seal.at, why));
      if (!seal.whole && findings.length < NAMED) findings.push(...(await membersOf(client, seal)));
      hashes.set(seal.n, seal.hash.toString('hex'));
      before = seal;
    }
  }
  for await (const line of readLines(folder, district)) {
    if (hashes.get(line.n) === line.hash) continue;
    findings.push(ofSeal(district, Date.parse(line.at), 'seal_file'));
    break; // the first that differs; those after it are chained to it
  }
  const { rows: open } = await client.query<{ era: number; entries: number; first: string }>(UNSEALED_SQL, [
    district,
    before?.era ?? 0,
    before?.xidTo ?? '0',
  ]);
  return { seals: hashes.size, unsealed: open.reduce((sum, { entries }) => sum + entries, 0), findings };
};

const ofSeal = (district: string, at: number, why: Finding['why']): Finding => ({
  kind: why === 'seal_gone' || why === 'seal_file' ? 'removed' : 'altered',
  why,
  district,
  stream: null,
  streamId: null,
  seq: null,
  id: null,
  event: null,
  at,
});

const faultOf = (seal: Seal, before: Seal | undefined, keys: Keys): Finding['why'] | undefined => {
  if (seal.n !== (before?.n ?? 0) + 1) return 'seal_gone';
  const from = before?.era === seal.era ? before.xidTo : '0';
  if (!seal.previous.equals(before?.hash ?? GENESIS) || seal.xidFrom !== from || seal.era < (before?.era ?? 1)) return 'seal_chain';
  const plus = seal.algorithm.indexOf('+');
  const algorithm = seal.algorithm.slice(0, plus);
  if (algorithm !== 'sha256' && algorithm !== 'sm3') return 'seal_altered';
  const sound =
    seal.members.length === seal.entries * MEMBER_BYTES &&
    seal.entries > 0 &&
    merkleRoot(seal.members, algorithm).equals(seal.root) &&
    sealHash(seal, algorithm).equals(seal.hash) &&
    keys.ledger.verifySignature(seal.hash, { algorithm: seal.algorithm.slice(plus + 1), signature: seal.signature });
  return sound ? undefined : 'seal_altered';
};

type Member = Pick<Finding, 'stream' | 'streamId' | 'seq' | 'event' | 'at'> & { readonly id: string; readonly hash: string };

/** Which of a seal's entries are gone, others, or came in later. */
const membersOf = async (client: pg.ClientBase, seal: Seal): Promise<readonly Finding[]> => {
  const { district } = seal;
  const { rows } = await client.query<Member>(MEMBERS_SQL, [district, seal.era, seal.xidFrom, seal.xidTo]);
  const there = new Map(rows.map((row) => [row.id, row]));
  const findings: Finding[] = [];
  for (let at = 0; at < seal.members.length; at += MEMBER_BYTES) {
    const hex = seal.members.toString('hex', at, at + 16);
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    const row = there.get(id);
    there.delete(id);
    if (row === undefined) {
      const gone = { district, stream: null, streamId: null, seq: null, id, event: null, at: timeInId(id) };
      findings.push({ ...gone, kind: 'removed', why: 'sealed_gone' });
    } else if (row.hash !== seal.members.toString('hex', at + 16, at + MEMBER_BYTES)) {
      findings.push(ofMember(district, row, 'altered', 'sealed_other'));
    }
  }
  for (const row of there.values()) findings.push(ofMember(district, row, 'added', 'sealed_late'));
  // All there and the same: their transactions were swapped.
  return findings.length > 0 ? findings : rows.slice(0, 1).map((row) => ofMember(district, row, 'reordered', 'sealed_other'));
};

const ofMember = (
  district: string,
  { stream, streamId, seq, id, event, at }: Member,
  kind: Finding['kind'],
  why: Finding['why'],
): Finding => ({ district, stream, streamId, seq, id, event, at, kind, why });
