import { answer } from '../../../platform/executor/types.ts';
import * as contract from '../contract.ts';
import { foldLooks } from '../domain/looks.ts';
import { places } from '../store.ts';

const LOOKS_SQL = `select l.id, l.at, p.name, p.role, s.name as "siteName", l.what, l.reason
  from platform_look l
  left join network_v_post p on p.district = l.district and p.id = l.post
  left join network_v_site s on s.district = p.district and s.id = p.site
  where l.district = $1 and l.subject = $2 and (l.at, l.id) < ($3::timestamptz, $4::uuid)
  order by l.at desc, l.id desc limit $5`;
const LATEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

type LookRow = {
  id: string;
  at: string;
  name: string | null;
  role: string | null;
  siteName: string | null;
  what: string;
  reason: string;
};

const cut = (cursor: string | undefined, start: readonly [string, string]): readonly [string, string] => {
  const parts = /^([^|]{1,40})\|([0-9a-f-]{36})$/.exec(cursor ?? '');
  return parts && !Number.isNaN(Date.parse(parts[1]!)) ? [parts[1]!, parts[2]!] : start;
};

export const looks = answer(contract.looks, async (tx, q, { actor }) => {
  const rows = await tx.rows<LookRow>(LOOKS_SQL, [actor.district, q.id, ...cut(q.cursor, LATEST), q.limit + 1]);
  const last = rows.length > q.limit ? rows[q.limit - 1]! : null;
  return { rows: foldLooks(rows.slice(0, q.limit).map(({ id: _, ...row }) => row)), next: last === null ? null : `${last.at}|${last.id}` };
});

const REQUESTS_SQL = `select q.id, q.resident, r.name as "residentName", q.kind, q.words, q.asked_on as "askedOn", q.state, q.answer, q.closed_at as "closedAt",
    coalesce(h.seq, 0) as seq
  from residents_request q
  join residents_resident r on r.district = q.district and r.id = q.resident
  left join stream_head h on h.district = q.district and h.stream_id = q.id
  where q.district = $1 and q.state = $2 and ($3::uuid is null or q.resident = $3) and (q.asked_on, q.id) > ($4::date, $5::uuid)
  order by q.asked_on, q.id limit $6`;
const EARLIEST = ['0001-01-01', '00000000-0000-0000-0000-000000000000'] as const;

type RequestRow = {
  id: string;
  resident: string;
  residentName: string;
  kind: (typeof contract.REQUEST_KINDS)[number];
  words: Buffer;
  askedOn: string;
  state: (typeof contract.REQUEST_STATES)[number];
  answer: Buffer | null;
  closedAt: string | null;
  seq: number;
};

export const requests = answer(contract.requests, async (tx, q, { actor, services: { keys } }) => {
  const { district } = actor;
  const rows = await tx.rows<RequestRow>(REQUESTS_SQL, [district, q.state, q.resident ?? null, ...cut(q.cursor, EARLIEST), q.limit + 1]);
  const last = rows.length > q.limit ? rows[q.limit - 1]! : null;
  return {
    rows: rows.slice(0, q.limit).map((row) => ({
      ...row,
      words: keys.openText(row.words, places.requestWords(district, row.id)),
      answer: row.answer === null ? null : keys.openText(row.answer, places.requestAnswer(district, row.id)),
    })),
    next: last === null ? null : `${last.askedOn}|${last.id}`,
  };
});
