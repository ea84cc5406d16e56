import { parseCode } from '../../kernel/codes.ts';
import { ID } from '../../kernel/id.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import type { Holder } from './contract.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';

type ParcelRow = Omit<domain.Parcel, 'holder' | 'holderAt'> & {
  holderKind: Holder['kind'];
  holder: string;
  atArea: string | null;
  atSite: string | null;
};

const PARCEL = `select p.id, p.area, p.code, p.kind, p.cash_fen::text as "cashFen", p.state, p.last_n as "lastN", p.holder_kind as "holderKind", p.holder,
    coalesce(hp.area, hs.area, bs.area) as "atArea", coalesce(hp.site, hs.id, b.site) as "atSite"
  from custody_parcel p
  left join network_v_post hp on hp.district = p.district and hp.id = case when p.holder_kind = 'post' then p.holder::uuid end
  left join network_v_site hs on hs.district = p.district and hs.id = case when p.holder_kind = 'site' then p.holder::uuid end
  left join custody_box b on b.district = p.district and b.id = case when p.holder_kind = 'box' then p.holder::uuid end
  left join network_v_site bs on bs.district = b.district and bs.id = b.site`;

const parcelOf = ({ holderKind, holder, atArea, atSite, ...rest }: ParcelRow): domain.Parcel => ({
  ...rest,
  holder: { kind: holderKind, id: holder },
  holderAt: atArea === null ? null : { area: atArea, site: atSite },
});

/** Those of the codes that read right and are visible. */
const loadParcels = async (tx: Tx, district: string, codes: readonly string[]): Promise<domain.Parcel[]> => {
  const parsed = codes.map((code) => parseCode('parcel', code)).flatMap((code) => (code.ok ? [code.value] : []));
  return (await tx.rows<ParcelRow>(`${PARCEL} where p.district = $1 and p.code = any($2)`, [district, parsed])).map(parcelOf);
};

const loadOne = async (tx: Tx, district: string, code: string): Promise<domain.Parcel | null> =>
  (await loadParcels(tx, district, [code]))[0] ?? null;

/** Where a post in office, an open site or box is; null: there is none, or it is a person, a carrier, a department. */
const placeOf = async (tx: Tx, district: string, holder: Holder | null, today: string): Promise<domain.Place | null> => {
  const id = holder !== null && ID.test(holder.id) ? holder.id : null;
  const row = await tx.row<domain.Place>(
    `select area, site from network_v_post where district = $1 and $2 = 'post' and id = $3 and valid_from <= $4 and (valid_until is null or valid_until >= $4)
     union all select area, id from network_v_site where district = $1 and $2 = 'site' and id = $3 and closed_on is null
     union all select s.area, b.site from custody_box b join network_v_site s on s.district = b.district and s.id = b.site
       where b.district = $1 and $2 = 'box' and b.id = $3 and b.closed_on is null`,
    [district, holder?.kind ?? '', id, today],
  );
  return row ?? null;
};

export const handlers: readonly AnyHandler[] = [
  handle(contract.addBox, {
    load: async (tx, p, { actor }) => ({
      siteArea:
        (
          await tx.row<{ area: string }>('select area from network_v_site where district = $1 and id = $2 and closed_on is null', [
            actor.district,
            p.site,
          ])
        )?.area ?? null,
    }),
    decide: (state, p) => domain.addBox(state, p),
  }),
  handle(contract.register, {
    load: async (tx, p, { actor, today }) => {
      const matter = p.caseId ?? p.resident;
      const [head, holderAt] = await Promise.all([
        tx.row<{ area: string }>('select area from stream_head where district = $1 and stream_id = $2', [actor.district, matter]),
        placeOf(tx, actor.district, p.holder, today),
      ]);
      return { area: matter === null ? actor.area : (head?.area ?? null), holderAt };
    },
    decide: (state, p, ctx) => domain.register(state, p, ctx),
  }),
  handle(contract.handOver, {
    load: async (tx, p, { actor, today }) => {
      const [parcels, takerAt] = await Promise.all([loadParcels(tx, actor.district, p.codes), placeOf(tx, actor.district, p.taker, today)]);
      return { parcels, takerAt };
    },
    decide: (state, p, ctx) => domain.handOver(state, p, ctx),
  }),
  handle(contract.notArrived, {
    load: (tx, p, { actor }) => loadOne(tx, actor.district, p.code),
    decide: (parcel, p, ctx) => domain.notArrived(parcel, p, ctx),
  }),
  handle(contract.found, {
    load: (tx, p, { actor }) => loadOne(tx, actor.district, p.code),
    decide: (parcel, p, ctx) => domain.found(parcel, p, ctx),
  }),
  handle(contract.lose, {
    streams: (p) => [{ stream: 'parcel', id: p.id }],
    load: async (tx, p, { actor }) => {
      const row = await tx.row<ParcelRow>(`${PARCEL} where p.district = $1 and p.id = $2`, [actor.district, p.id]);
      return row === undefined ? null : parcelOf(row);
    },
    decide: (parcel, p, ctx) => domain.lose(parcel, p, ctx),
  }),
  handle(contract.correct, {
    load: async (tx, p, { actor, today }) => {
      const code = parseCode('parcel', p.code);
      const [parcel, entry, reallyAt] = await Promise.all([
        loadOne(tx, actor.district, p.code),
        tx.row<{ recordedBy: string }>(
          `select h.recorded_by as "recordedBy" from custody_handover h join custody_parcel p on p.district = h.district and p.id = h.parcel
           where h.district = $1 and p.code = $2 and h.n = $3`,
          [actor.district, code.ok ? code.value : '', p.n],
        ),
        placeOf(tx, actor.district, p.really, today),
      ]);
      return { parcel, recordedBy: entry?.recordedBy ?? null, reallyAt };
    },
    decide: (state, p, ctx) => domain.correct(state, p, ctx),
  }),
  handle(contract.countCash, {
    load: (tx, p, { actor }) => loadOne(tx, actor.district, p.code),
    decide: (parcel, p, ctx) => domain.countCash(parcel, p, ctx),
  }),
  handle(contract.moveBox, {
    load: async (tx, p, { actor }) => ({
      box:
        (await tx.row('select 1 from custody_box where district = $1 and id = $2 and closed_on is null', [actor.district, p.box])) !==
        undefined,
    }),
    decide: (state, p, ctx) => domain.moveBox(state, p, ctx),
  }),
  handle(contract.planDelivery, {
    load: async (tx, p, { actor, today }) => {
      const [parcels, postAt] = await Promise.all([
        loadParcels(tx, actor.district, p.codes),
        placeOf(tx, actor.district, { kind: 'post', id: p.by }, today),
      ]);
      return { parcels, postAt };
    },
    decide: (state, p) => domain.planDelivery(state, p),
  }),
];
