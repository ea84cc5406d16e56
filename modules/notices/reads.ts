import type { z } from 'zod';
import { rangeOf } from '../../kernel/area.ts';
import type { Id } from '../../kernel/id.ts';
import type { Keys } from '../../platform/crypto/index.ts';
import { common } from '../../platform/executor/refusals.ts';
import { type AnyReader, answer } from '../../platform/executor/types.ts';
import { detailPlace } from '../../platform/ledger/entry.ts';
import { getVersion } from '../catalogue/index.ts';
import * as contract from './contract.ts';
import type { Move } from './domain.ts';

/** What makes telling pointless: the person has it in hand, or said it themselves. */
const OVER = ['delivered', 'withdrawn'];

/**
 * The last telling entry of each case that is not over, unless it was ticked. `c.area` stands twice: comparing texts lets the index keep to the
 * office's own cases, where each other case would be asked for its grants.
 */
const TO_TELL_SQL = `with found as (
    select s.entry, s.move, s.at, c.id as case_id, c.short_code, c.item_code, c.version, c.resident, r.name, c.area, c.receiving_site,
      c.green, case when c.green then 0 else 1 end as rank
    from cases_v_case c
    join residents_v_person r on r.district = c.district and r.id = c.resident and r.died_on is null
    join lateral (
      select t.entry, t.move, t.at from cases_v_stage t
      where t.district = c.district and t.case_id = c.id and t.struck_by is null and t.move = any($2::text[])
      order by t.at desc, t.entry desc limit 1) s on true
    where c.district = $1 and c.state <> all($3::text[]) and c.area >= $4 and c.area < $5 and c.area >= $6 and c.area < $7
      and not exists (select 1 from notices_v_told n where n.district = c.district and n.entry = s.entry)),
  page as (
    select * from found where (rank, at, entry) > ($8::integer, $9::timestamptz, $10::uuid) order by rank, at, entry limit $11)
  select p.entry, p.move, p.at, p.case_id as case, p.short_code as "shortCode", p.item_code, p.version, p.resident, p.name, p.rank, p.green,
    a.name as "areaName", w.name as "siteName", y.tries, y.tried_at as "triedAt", coalesce(k.reach, '[]') as reach
  from page p
  left join network_v_area a on a.district = $1 and a.path = p.area
  left join network_v_site w on w.district = $1 and w.id = p.receiving_site
  cross join lateral (
    select count(*) as tries, max(t.at) as tried_at from notices_try t where t.district = $1 and t.entry = p.entry) y
  cross join lateral (
    select jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'relation', v.relation, 'bestHours', v.best_hours, 'trusted', v.trusted,
      'hasPhone', v.has_phone) order by v.kind <> 'own_phone', not v.trusted, v.id) as reach
    from residents_v_contact v where v.district = $1 and v.resident = p.resident) k
  order by p.rank, p.at, p.entry`;

type Shown = z.input<typeof contract.toTell.answer>['rows'][number];
type Row = Omit<Shown, 'item' | 'resident'> & { item_code: string; version: number; resident: Id; name: string | null; rank: number };

/** From before all rows. */
const START = '0 0001-01-01T00:00:00.000Z 00000000-0000-0000-0000-000000000000';

/** The smallest span of areas that holds all ranges; without a range it holds none. */
const spanOf = (ranges: readonly string[]): { from: string; to: string } => {
  const spans = ranges.map(rangeOf);
  return {
    from: spans.map(({ from }) => from).sort()[0] ?? '',
    to:
      spans
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? '',
  };
};

const STAGES_SQL = `select s.entry, s.move, s.at, d.body from cases_v_stage s
  left join ledger_detail d on d.district = s.district and d.entry = s.entry
  where s.district = $1 and s.case_id = $2 and s.struck_by is null and s.move = any($3::text[]) order by s.at desc, s.entry desc`;
const TOLD_SQL = `select n.id, n.entry, n.how, n.to_whom as "to", n.at, p.name as by, b.at as back_at, q.name as back_by, b.recorded, d.body
  from notices_told n
  left join network_v_post p on p.district = n.district and p.id = n.told_by
  left join notices_taken_back b on b.district = n.district and b.told = n.id
  left join network_v_post q on q.district = b.district and q.id = b.taken_by
  left join ledger_detail d on d.district = b.district and d.entry = b.recorded
  where n.district = $1 and n.case_id = $2 order by n.at, n.id`;
const TRIES_SQL = `select t.id, t.entry, t.how, t.at, p.name as by, t.recorded, d.body from notices_try t
  left join network_v_post p on p.district = t.district and p.id = t.tried_by
  left join ledger_detail d on d.district = t.district and d.entry = t.recorded
  where t.district = $1 and t.case_id = $2 order by t.at, t.id`;

type Detail = { readonly body: Buffer | null };
type Entry = z.input<typeof contract.ofCase.answer>['rows'][number];
type Tick = Entry['told'][number];

/** What an entry says that the person may hear. Nothing else of it leaves here. */
const HEARD = ['what', 'reason', 'remedy', 'remedies', 'says'] as const;
/** @param body sealed; null where there is none or it was erased by law */
const wordsOf = (keys: Keys, district: string, entry: Id, body: Buffer | null): Record<string, string> => {
  if (body === null) return {};
  const all = JSON.parse(keys.openText(body, detailPlace(district, entry))) as Record<string, unknown>;
  return Object.fromEntries(HEARD.flatMap((key) => (typeof all[key] === 'string' ? [[key, all[key]]] : [])));
};

export const readers: readonly AnyReader[] = [
  answer(contract.toTell, async (tx, q, { actor: { district, ranges } }) => {
    const span = spanOf(ranges);
    const under = q.under === undefined ? span : rangeOf(q.under);
    const [rank, at, entry] = (q.cursor ?? START).split(' ');
    const found = await tx.rows<Row>(TO_TELL_SQL, [
      district,
      contract.TELLING,
      OVER,
      span.from,
      span.to,
      under.from,
      under.to,
      Number(rank),
      at,
      entry,
      q.limit + 1,
    ]);
    const page = found.slice(0, q.limit);
    const rows = await Promise.all(
      page.map(
        async ({ item_code, version, resident, name, rank: _rank, ...row }): Promise<Shown> => ({
          ...row,
          item: (await getVersion(tx, district, item_code, version)).name,
          resident: { id: resident, name },
        }),
      ),
    );
    const last = page.at(-1);
    return { rows, next: found.length > q.limit && last !== undefined ? `${last.rank} ${last.at} ${last.entry}` : null };
  }),
  answer(contract.ofCase, async (tx, { case: id }, { actor: { district }, services: { keys } }) => {
    const [found, stages, told, tries] = await Promise.all([
      tx.row<{ state: string }>('select state from cases_v_case where district = $1 and id = $2', [district, id]),
      tx.rows<{ entry: Id; move: Move; at: string } & Detail>(STAGES_SQL, [district, id, contract.TELLING]),
      tx.rows<Omit<Tick, 'takenBack'> & { entry: Id; back_at: string | null; back_by: string | null; recorded: Id } & Detail>(TOLD_SQL, [
        district,
        id,
      ]),
      tx.rows<Omit<Entry['tries'][number], 'says'> & { entry: Id; recorded: Id } & Detail>(TRIES_SQL, [district, id]),
    ]);
    if (found === undefined) return common.notFound;
    const ticks = told.map(({ back_at, back_by, recorded, body, ...tick }) => ({
      ...tick,
      takenBack: back_at === null ? null : { at: back_at, by: back_by, reason: wordsOf(keys, district, recorded, body).reason ?? null },
    }));
    const rows = stages.map(({ body, ...stage }, n) => {
      const own = ticks.filter(({ entry }) => entry === stage.entry);
      return {
        ...stage,
        open: n === 0 && !OVER.includes(found.state) && own.every(({ takenBack }) => takenBack !== null),
        words: wordsOf(keys, district, stage.entry, body),
        told: own.map(({ entry: _entry, ...tick }) => tick),
        tries: tries
          .filter(({ entry }) => entry === stage.entry)
          .map(({ entry: _entry, recorded, body: said, ...one }) => ({
            ...one,
            says: wordsOf(keys, district, recorded, said).says ?? null,
          })),
      };
    });
    return { rows };
  }),
];
