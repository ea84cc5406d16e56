import { findAsk } from '../modules/asks/index.ts';
import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { findVersionOn } from '../modules/catalogue/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

type Person = { area: string; diedOn: string | null; green: boolean; homeSite: string | null };

/** Opens a case: catalogue (the version of the day), residents (who, where), network (which window), asks (what it comes from), cases. */
export const openCase: AnyHandler = handle(contract.open, {
  load: async (tx, p, { actor, today }): Promise<domain.OpenState> => {
    const [version, resident, site, ask] = await Promise.all([
      findVersionOn(tx, actor.district, p.item, today),
      tx.row<Person>(
        `select r.area, r.died_on as "diedOn", r.green, home.id as "homeSite" from residents_v_person r
         left join lateral (select s.id from network_v_site s where s.district = r.district and starts_with(r.area, s.area) and s.closed_on is null
           order by length(s.area) desc, s.id limit 1) home on true
         where r.district = $1 and r.id = $2`,
        [actor.district, p.resident],
      ),
      tx.row<{ id: string; area: string }>('select id, area from network_v_site where district = $1 and id = $2 and closed_on is null', [
        actor.district,
        p.site ?? actor.site,
      ]),
      p.ask === null ? null : findAsk(tx, actor.district, p.ask),
    ]);
    return { version, resident: resident ?? null, site: site ?? null, ask };
  },
  decide: (state, p, ctx) => domain.open(state, p, ctx),
});
