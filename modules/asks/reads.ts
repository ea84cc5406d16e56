import { rangeOf } from '../../kernel/area.ts';
import type { Id } from '../../kernel/id.ts';
import { addDays, startOf } from '../../kernel/time.ts';
import { common } from '../../platform/executor/refusals.ts';
import { type AnyReader, answer, type ReadContext, type Tx } from '../../platform/executor/types.ts';
import { detailPlace } from '../../platform/ledger/entry.ts';
import * as reads from './contract.ts';
import { opener } from './reads/load.ts';

type Channel = (typeof reads.CHANNELS)[number];
type Row = {
  id: Id;
  area: string;
  areaName: string;
  channel: Channel;
  plea: boolean;
  green: boolean;
  resident: Id | null;
  resident_name: string | null;
  about_sealed: Buffer | null;
  caller_sealed: Buffer | null;
  words_sealed: Buffer;
  state: (typeof reads.ASK_STATES)[number];
  kind: (typeof reads.ASK_KINDS)[number] | null;
  receivedAt: string;
  contactDue: string | null;
  contactedAt: string | null;
  seq: number;
};

const COLUMNS = `a.id, a.area, n.name as "areaName", a.channel, a.plea, a.green, a.resident, p.name as resident_name, a.about_sealed, a.caller_sealed, a.words_sealed,
  a.state, a.kind, a.received_at as "receivedAt", c.due as "contactDue", a.contacted_at as "contactedAt", h.seq`;
const JOINS = `join network_v_area n on n.district = a.district and n.path = a.area
  join stream_head h on h.district = a.district and h.stream_id = a.id
  left join residents_v_person p on p.district = a.district and p.id = a.resident
  left join work_v_clock c on c.district = a.district and c.id = a.contact_clock and c.state <> 'stopped'`;

/** One line for a list: who it is about, as far as known. */
const shown = (row: Row, { actor, services }: ReadContext) => {
  const open = opener(services.keys, actor.district);
  const { resident_name, about_sealed, caller_sealed, words_sealed, ...rest } = row;
  const name =
    resident_name ??
    open.json<{ name: string }>('about_sealed', row.id, about_sealed)?.name ??
    open.json<{ name: string | null }>('caller_sealed', row.id, caller_sealed)?.name ??
    null;
  return { ...rest, name, words: open.text('words_sealed', row.id, words_sealed)! };
};

/** Days back in which a second ask may be the same as the first. */
const SAME_WITHIN_DAYS = 30;

const sameName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

type Full = Row & {
  site: Id | null;
  siteName: string | null;
  phone_sealed: Buffer | null;
  visit_sealed: Buffer | null;
  homeService: boolean;
  joinedInto: Id | null;
};
const findFull = (tx: Tx, district: string, id: Id): Promise<Full | undefined> =>
  tx.row<Full>(
    `select ${COLUMNS}, a.site, s.name as "siteName", a.phone_sealed, a.visit_sealed, a.home_service as "homeService", a.joined_into as "joinedInto"
     from asks_ask a ${JOINS} left join network_v_site s on s.district = a.district and s.id = a.site where a.district = $1 and a.id = $2`,
    [district, id],
  );

export const readers: readonly AnyReader[] = [
  answer(reads.list, async (tx, q, context) => {
    const { from, to } = q.under === undefined ? { from: '', to: '~' } : rangeOf(q.under);
    const [before, beforeId] = q.cursor?.split('|') ?? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const rows = await tx.rows<Row>(
      `select ${COLUMNS} from asks_ask a ${JOINS}
       where a.district = $1 and ($2::text is null or a.state = $2) and ($3::uuid is null or a.resident = $3) and a.area >= $4 and a.area < $5
         and (a.received_at, a.id) < ($6::timestamptz, $7::uuid)
       order by a.received_at desc, a.id desc limit $8`,
      [context.actor.district, q.state ?? null, q.resident ?? null, from, to, before, beforeId, q.limit + 1],
    );
    const page = rows.slice(0, q.limit);
    const last = page[page.length - 1];
    return { rows: page.map((row) => shown(row, context)), next: rows.length > q.limit && last ? `${last.receivedAt}|${last.id}` : null };
  }),

  answer(reads.ask, async (tx, q, context) => {
    const { actor, services } = context;
    const [row, joined, cases, entries] = await Promise.all([
      findFull(tx, actor.district, q.id),
      tx.rows<{ id: Id; channel: Channel; receivedAt: string }>(
        'select id, channel, received_at as "receivedAt" from asks_ask where district = $1 and joined_into = $2 order by received_at',
        [actor.district, q.id],
      ),
      tx.rows<{ case_id: Id }>('select case_id from asks_case where district = $1 and ask = $2 order by at', [actor.district, q.id]),
      tx.rows<{ id: Id; seq: number; event: string; by: string; at: string; data: Record<string, unknown>; body: Buffer | null }>(
        `select l.id, l.seq, l.event, coalesce(n.name, '系统') as by, l.happened_at as at, l.data, d.body
         from ledger l left join network_v_post n on n.district = l.district and n.id = l.post
         left join ledger_detail d on d.district = l.district and d.entry = l.id
         where l.district = $1 and l.stream_id = $2 order by l.seq limit 200`,
        [actor.district, q.id],
      ),
    ]);
    if (row === undefined) return common.notFound;
    const open = opener(services.keys, actor.district);
    const { phone_sealed, visit_sealed, site, siteName, homeService, joinedInto, ...rest } = row;
    const caller = open.json<{ name: string | null; relation: string | null }>('caller_sealed', row.id, row.caller_sealed);
    return {
      ...shown(rest, context),
      site,
      siteName,
      homeService,
      joinedInto,
      caller: { name: caller?.name ?? null, relation: caller?.relation ?? null, phone: open.text('phone_sealed', row.id, phone_sealed) },
      about: open.json<{ name: string; address: string | null }>('about_sealed', row.id, row.about_sealed),
      visitToday: open.text('visit_sealed', row.id, visit_sealed),
      joined,
      cases: cases.map(({ case_id }) => case_id),
      entries: entries.map(({ id, body, ...entry }) => ({
        ...entry,
        detail:
          body === null ? null : (JSON.parse(services.keys.openText(body, detailPlace(actor.district, id))) as Record<string, unknown>),
      })),
    };
  }),

  answer(reads.duplicates, async (tx, q, context) => {
    const { actor, services, today } = context;
    const mine = await tx.row<{
      resident: Id | null;
      phone_hash: string | null;
      area: string;
      about_sealed: Buffer | null;
      resident_name: string | null;
    }>(
      `select a.resident, a.phone_hash, a.area, a.about_sealed, p.name as resident_name from asks_ask a
       left join residents_v_person p on p.district = a.district and p.id = a.resident where a.district = $1 and a.id = $2`,
      [actor.district, q.id],
    );
    if (mine === undefined) return common.notFound;
    const open = opener(services.keys, actor.district);
    const name = mine.resident_name ?? open.json<{ name: string }>('about_sealed', q.id, mine.about_sealed)?.name ?? null;
    const since = startOf(addDays(today, -SAME_WITHIN_DAYS));
    const near = rangeOf(mine.area);
    const rows = await tx.rows<Row & { phone_hash: string | null }>(
      `select ${COLUMNS}, a.phone_hash from asks_ask a ${JOINS}
       where a.district = $1 and a.id <> $2 and a.state in ('open','triaged') and a.received_at >= $3
         and (a.resident = $4 or a.phone_hash = $5 or (a.area >= $6 and a.area < $7) or $8 like a.area || '%')
       order by coalesce(a.resident = $4 or a.phone_hash = $5, false) desc, a.received_at desc limit 300`,
      [actor.district, q.id, since, mine.resident, mine.phone_hash, near.from, near.to, mine.area],
    );
    const because = (row: Row & { phone_hash: string | null }): 'person' | 'phone' | 'name' | null => {
      if (mine.resident !== null && row.resident === mine.resident) return 'person';
      const other = row.resident_name ?? open.json<{ name: string }>('about_sealed', row.id, row.about_sealed)?.name ?? null;
      if (name !== null && other !== null && sameName(name) === sameName(other)) return 'name';
      return mine.phone_hash !== null && row.phone_hash === mine.phone_hash ? 'phone' : null;
    };
    return {
      rows: rows.flatMap(({ phone_hash, ...row }) => {
        const why = because({ ...row, phone_hash });
        return why === null ? [] : [{ ...shown(row, context), because: why }];
      }),
    };
  }),
];
