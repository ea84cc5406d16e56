import { rangeOf } from '../../kernel/area.ts';
import { recogniseCode } from '../../kernel/codes.ts';
import { ID } from '../../kernel/id.ts';
import { addDays, startOf } from '../../kernel/time.ts';
import { common } from '../../platform/executor/refusals.ts';
import { type AnyReader, answer, type Tx } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';

type Kind = contract.HolderKind;
type Row = {
  id: string;
  code: string;
  kind: (typeof contract.PARCEL_KINDS)[number];
  caseId: string | null;
  state: contract.ParcelState;
  holderKind: Kind;
  holder: string;
  since: string;
  expectedBy: string | null;
  offeredKind: Kind | null;
  offeredTo: string | null;
  deliverOn: string | null;
  deliverBy: string | null;
};

const ROW = `p.id, p.code, p.kind, p.case_id as "caseId", p.state, p.holder_kind as "holderKind", p.holder, p.since, p.expected_by as "expectedBy",
  p.offered_kind as "offeredKind", p.offered_to as "offeredTo", p.deliver_on as "deliverOn", p.deliver_by as "deliverBy"`;

/** What posts, sites, boxes and people who hold something are called, as far as the acting post may see them. A relative is not the person. */
const namesOf = async (
  tx: Tx,
  district: string,
  holders: readonly { kind: Kind; id: string }[],
): Promise<(kind: Kind, id: string) => string | null> => {
  const ids = (kind: Kind) => [...new Set(holders.filter((h) => h.kind === kind).map((h) => h.id))];
  const rows = await tx.rows<{ kind: Kind; id: string; name: string }>(
    `select 'post' as kind, id, name from network_v_post where district = $1 and id = any($2::uuid[])
     union all select 'site', id, name from network_v_site where district = $1 and id = any($3::uuid[])
     union all select 'box', id, name from custody_box where district = $1 and id = any($4::uuid[])
     union all select 'resident', id, name from residents_v_person where district = $1 and id = any($5::uuid[])`,
    [district, ids('post'), ids('site'), ids('box'), ids('resident')],
  );
  const names = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row.name]));
  return (kind, id) => names.get(`${kind} ${id}`) ?? null;
};

const holdersOf = (row: Row): { kind: Kind; id: string }[] => [
  { kind: row.holderKind, id: row.holder },
  ...(row.offeredKind === null ? [] : [{ kind: row.offeredKind, id: row.offeredTo! }]),
];

const shown = ({ holderKind, holder, offeredKind, offeredTo, ...rest }: Row, nameOf: (kind: Kind, id: string) => string | null) => ({
  ...rest,
  holder: { kind: holderKind, id: holder, name: nameOf(holderKind, holder) },
  offeredTo: offeredKind === null ? null : { kind: offeredKind, id: offeredTo!, name: nameOf(offeredKind, offeredTo!) },
});

/** One page, longest standing first; the cursor is `since id` of the last row. */
const pageOf = async (tx: Tx, district: string, rows: Row[], limit: number) => {
  const kept = rows.slice(0, limit);
  const nameOf = await namesOf(tx, district, kept.flatMap(holdersOf));
  const last = kept.at(-1);
  return { rows: kept.map((row) => shown(row, nameOf)), next: rows.length > limit && last ? `${last.since} ${last.id}` : null };
};

const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const;
const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/;

/** @returns where a page goes on; null where the cursor is none of ours */
const cursorOf = (cursor: string | undefined): readonly [since: string, id: string] | null => {
  if (cursor === undefined) return FIRST;
  const found = CURSOR.exec(cursor);
  return found === null || !ID.test(found[2]!) ? null : [found[1]!, found[2]!];
};
const badCursor = common.invalid([{ path: 'cursor', problem: 'cursor' }]);

type StopRow = {
  n: number;
  giverKind: Kind | null;
  giver: string | null;
  takerKind: Kind;
  taker: string;
  place: string;
  at: string;
  sailing: string | null;
  agreed: 'taker_reported' | 'taker_signed' | 'own_words';
  signature: string | null;
  struck: boolean;
  corrects: number | null;
  reason: string | null;
};

type WholeRow = Row & {
  resident: string | null;
  contents: string[];
  cashFen: string | null;
  inReturnFor: string | null;
  fromKind: string;
  fromName: string | null;
  seq: number;
};

export const readers: readonly AnyReader[] = [
  answer(contract.late, async (tx, q, { actor, now, today }) => {
    const at = cursorOf(q.cursor);
    if (at === null) return badCursor;
    const { from, to } = q.under === undefined ? { from: '', to: '~' } : rangeOf(q.under);
    const rows = await tx.rows<Row>(
      `select ${ROW} from custody_parcel p
       where p.district = $1 and p.state in ('held','missing') and (p.state = 'missing' or p.expected_by < $2 or p.since < $3)
         and p.area >= $4 and p.area < $5 and (p.since, p.id) > ($6::timestamptz, $7::uuid) order by p.since, p.id limit $8`,
      [actor.district, now, startOf(addDays(today, -q.standingDays)), from, to, ...at, q.limit + 1],
    );
    return pageOf(tx, actor.district, rows, q.limit);
  }),
  answer(contract.held, async (tx, q, { actor }) => {
    const at = cursorOf(q.cursor);
    if (at === null) return badCursor;
    if (q.caseId !== undefined) {
      const rows = await tx.rows<Row>(
        `select ${ROW} from custody_parcel p where p.district = $1 and p.case_id = $2 and (p.since, p.id) > ($3::timestamptz, $4::uuid) order by p.since, p.id limit $5`,
        [actor.district, q.caseId, ...at, q.limit + 1],
      );
      return pageOf(tx, actor.district, rows, q.limit);
    }
    const mine = { post: actor.post, site: actor.site, department: actor.role === 'approver' ? actor.department : null, box: null };
    const who = q.box === undefined ? mine : { post: null, site: null, department: null, box: q.box };
    const holders = [who.post, who.site, who.department, who.box];
    const rows =
      q.which === 'offered'
        ? await tx.rows<Row>(
            `select ${ROW} from custody_parcel p
             where p.district = $1 and (p.offered_kind, p.offered_to) in (('post', $2), ('site', $3), ('department', $4), ('box', $5))
               and (p.since, p.id) > ($6::timestamptz, $7::uuid) order by p.since, p.id limit $8`,
            [actor.district, ...holders, ...at, q.limit + 1],
          )
        : await tx.rows<Row>(
            `select ${ROW} from custody_parcel p
             where p.district = $1 and p.state in ('held','missing') and (p.holder_kind, p.holder) in (('post', $2), ('site', $3), ('department', $4), ('box', $5))
               and (p.since, p.id) > ($6::timestamptz, $7::uuid) order by p.since, p.id limit $8`,
            [actor.district, ...holders, ...at, q.limit + 1],
          );
    return pageOf(tx, actor.district, rows, q.limit);
  }),
  answer(contract.parcel, async (tx, q, { actor }) => {
    const code = recogniseCode(q.code);
    const by = ID.test(q.code) ? q.code : null;
    const row = await tx.row<WholeRow>(
      `select ${ROW}, p.resident, p.contents, p.cash_fen::text as "cashFen", p.in_return_for as "inReturnFor", p.from_kind as "fromKind", p.from_name as "fromName",
              coalesce(h.seq, 0) as seq
       from custody_parcel p left join stream_head h on h.district = p.district and h.stream_id = p.id
       where p.district = $1 and (p.code = $2 or p.id = $3)`,
      [actor.district, code?.kind === 'parcel' ? code.code : null, by],
    );
    if (row === undefined) return common.notFound;
    const at = [actor.district, row.id];
    const [stops, notes, counts, boxMoves] = await Promise.all([
      tx.rows<StopRow>(
        `select n, giver_kind as "giverKind", giver, taker_kind as "takerKind", taker, place, at, sailing, agreed, document as signature, struck, corrects, reason
         from custody_v_line where district = $1 and parcel = $2 order by n`,
        at,
      ),
      tx.rows<never>('select n, what, says, at from custody_note where district = $1 and parcel = $2 order by at, id', at),
      tx.rows<never>('select fen::text as fen, second, at from custody_count where district = $1 and parcel = $2 order by at, id', at),
      tx.rows<never>(
        `select m.what, m.place, m.sailing, m.at from custody_handover h
         join custody_box_move m on m.district = h.district and m.box = case when h.taker_kind = 'box' then h.taker::uuid end and m.at >= h.at
         left join custody_handover out on out.district = h.district and out.parcel = h.parcel and out.n = h.n + 1
         where h.district = $1 and h.parcel = $2 and h.taker_kind = 'box' and (out.at is null or m.at <= out.at) order by m.at, m.id`,
        at,
      ),
    ]);
    const nameOf = await namesOf(tx, actor.district, [
      ...holdersOf(row),
      ...stops.flatMap((s) => [{ kind: s.takerKind, id: s.taker }, ...(s.giverKind === null ? [] : [{ kind: s.giverKind, id: s.giver! }])]),
    ]);
    return {
      ...shown(row, nameOf),
      line: stops.map(({ giverKind, giver, takerKind, taker, ...rest }) => ({
        ...rest,
        giver: giverKind === null ? null : { kind: giverKind, id: giver!, name: nameOf(giverKind, giver!) },
        taker: { kind: takerKind, id: taker, name: nameOf(takerKind, taker) },
      })),
      notes,
      counts,
      boxMoves,
    } as never;
  }),
  answer(contract.boxes, async (tx, q, { actor }) => {
    const rows = await tx.rows<{
      id: string;
      name: string;
      site: string;
      siteName: string;
      line: string | null;
      inside: number;
      what: 'on_board' | 'arrived' | null;
      place: string;
      sailing: string;
      at: string;
    }>(
      `select b.id, b.name, b.site, s.name as "siteName", b.line,
              (select count(*)::int from custody_parcel p where p.district = b.district and p.holder_kind = 'box' and p.holder = b.id::text and p.state in ('held','missing')) as inside,
              m.what, m.place, m.sailing, m.at
       from custody_box b join network_v_site s on s.district = b.district and s.id = b.site
       left join lateral (select what, place, sailing, at from custody_box_move m where m.district = b.district and m.box = b.id order by at desc, id desc limit 1) m on true
       where b.district = $1 and b.closed_on is null and b.id > $2::uuid order by b.id limit $3`,
      [actor.district, q.cursor ?? FIRST[1], q.limit + 1],
    );
    const kept = rows.slice(0, q.limit).map(({ what, place, sailing, at, ...rest }) => ({
      ...rest,
      last: what === null ? null : { what, place, sailing, at },
    }));
    return { rows: kept, next: rows.length > q.limit ? kept.at(-1)!.id : null };
  }),
];
