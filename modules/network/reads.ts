import { rangeOf } from '../../kernel/area.ts';
import { type AnyReader, answer } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';

/** A page of rows asked for with one more than wanted; the cursor is the last row's sort key. */
const paged = <R>(rows: R[], limit: number, key: (row: R) => string): { rows: R[]; next: string | null } =>
  rows.length > limit ? { rows: rows.slice(0, limit), next: key(rows[limit - 1]!) } : { rows, next: null };

/** Everything, when no area is named. */
const range = (under: string | undefined) => (under === undefined ? { from: '', to: '~' } : rangeOf(under));
const like = (q: string | undefined): string => (q === undefined ? '%' : `%${q.replace(/[\\%_]/g, '\\$&')}%`);

export const readers: readonly AnyReader[] = [
  answer(contract.areas, async (tx, q, { actor }) => {
    const { from, to } = range(q.under);
    const rows = await tx.rows<{
      id: string;
      path: string;
      kind: (typeof contract.AREA_KINDS)[number];
      name: string;
      officialCode: string | null;
      aliases: string[];
    }>(
      `select id, path, kind, name, official_code as "officialCode", aliases from network_area
       where district = $1 and path >= $2 and path < $3 and path > $4 and (name like $5 or $6 = any(aliases) or official_code = $6) order by path limit $7`,
      [actor.district, from, to, q.cursor ?? '', like(q.q), q.q ?? '', q.limit + 1],
    );
    return paged(rows, q.limit, (row) => row.path);
  }),
  answer(contract.sites, async (tx, q, { actor }) => {
    const { from, to } = range(q.under);
    const rows = await tx.rows<{
      id: string;
      area: string;
      areaName: string;
      kind: (typeof contract.SITE_KINDS)[number];
      name: string;
      address: string | null;
      phone: string | null;
      hours: string | null;
    }>(
      `select s.id, s.area, a.name as "areaName", s.kind, s.name, s.address, s.phone, s.hours from network_site s
       join network_area a on a.district = s.district and a.path = s.area
       where s.district = $1 and s.area >= $2 and s.area < $3 and ($4::text is null or s.kind = $4) and s.name like $5 and (s.area || s.id) > $6 and s.closed_on is null
       order by s.area || s.id limit $7`,
      [actor.district, from, to, q.kind ?? null, like(q.q), q.cursor ?? '', q.limit + 1],
    );
    return paged(rows, q.limit, (row) => row.area + row.id);
  }),
  answer(contract.staff, async (tx, q, { actor, today }) => {
    const { from, to } = range(q.under);
    type Row = {
      id: string;
      person: string;
      name: string;
      phone: string | null;
      role: never;
      employment: string | null;
      title: string | null;
      site: string | null;
      siteName: string | null;
      area: string;
      areaName: string;
      department: string | null;
      from: string;
      until: string | null;
      seq: number;
    };
    const rows = await tx.rows<Row>(
      `select p.id, p.person, n.name, n.phone, p.role, p.employment, p.title, p.site, s.name as "siteName", p.area, a.name as "areaName", p.department,
              p.valid_from as "from", p.valid_until as "until", coalesce(h.seq, 0) as seq
       from network_post p
       join network_person n on n.district = p.district and n.id = p.person
       join network_area a on a.district = p.district and a.path = p.area
       left join network_site s on s.district = p.district and s.id = p.site
       left join stream_head h on h.district = p.district and h.stream_id = p.id
       where p.district = $1 and p.area >= $2 and p.area < $3 and p.role <> 'system' and ($4::uuid is null or p.site = $4) and ($5::text is null or p.role = $5)
         and n.name like $6 and p.id > $7::uuid and (p.valid_until is null or p.valid_until >= $8)
       order by p.id limit $9`,
      [
        actor.district,
        from,
        to,
        q.site ?? null,
        q.role ?? null,
        like(q.q),
        q.cursor ?? '00000000-0000-0000-0000-000000000000',
        today,
        q.limit + 1,
      ],
    );
    return paged(rows, q.limit, (row) => row.id);
  }),
  answer(contract.onDuty, async (tx, q, { actor, now }) => {
    const { from, to } = range(q.under);
    const at = q.at ?? now;
    type Row = {
      id: string;
      site: string;
      siteName: string;
      siteArea: string;
      post: string;
      name: string;
      role: never;
      phone: string | null;
      from: string;
      until: string;
      note: string | null;
    };
    const rows = await tx.rows<Row>(
      `select d.id, d.site, s.name as "siteName", d.area as "siteArea", d.post, n.name, p.role, n.phone, d.starts_at as "from", d.ends_at as "until", d.note
       from network_duty d
       join network_site s on s.district = d.district and s.id = d.site
       join network_post p on p.district = d.district and p.id = d.post
       join network_person n on n.district = p.district and n.id = p.person
       where d.district = $1 and not d.withdrawn and d.area >= $2 and d.area < $3 and ($4::uuid is null or d.site = $4)
         and d.ends_at > $5 and d.starts_at <= $6 and d.id > $7::uuid
       order by d.id limit $8`,
      [actor.district, from, to, q.site ?? null, at, q.until ?? at, q.cursor ?? '00000000-0000-0000-0000-000000000000', q.limit + 1],
    );
    return paged(rows, q.limit, (row) => row.id);
  }),
  answer(contract.signIns, async (tx, q) => {
    const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = q.cursor?.split(' ') ?? [];
    type Row = { id: string; at: string; account: string | null; name: string | null; outcome: never; from: string };
    const rows = await tx.rows<Row>(
      'select id, at, account, name, outcome, from_address as "from" from network_sign_ins($1::timestamptz, $2::uuid, $3, $4, $5)',
      [at, id, q.account?.toLowerCase() ?? null, q.outcome ?? null, q.limit + 1],
    );
    return paged(rows, q.limit, (row) => `${row.at} ${row.id}`);
  }),
];
