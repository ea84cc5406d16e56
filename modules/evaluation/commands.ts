import type { Actor } from '../../kernel/actor.ts';
import { withinAny } from '../../kernel/area.ts';
import type { Id } from '../../kernel/id.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import { clocksOf, tasksOf } from '../work/index.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';

/** Nearest coordinators first: those of the smallest area that holds the place. Who worked on the case may not call back. */
const COORDINATORS_SQL = `select p.id from network_v_post p
  where p.district = $1 and p.role = 'coordinator' and starts_with($3, p.area)
    and p.valid_from <= $4 and (p.valid_until is null or p.valid_until >= $4) and not evaluation_worked_on($1, $2, p.person)
  order by length(p.area) desc, p.valid_from, p.id limit 3`;

type CaseRow = Omit<domain.RatedCase, 'documentThere' | 'coordinators'>;
const findCase = async (
  tx: Tx,
  p: { case: Id; document: Id | null },
  { district, person, area, ranges }: Actor,
  today: string,
): Promise<domain.RatedCase | null> => {
  const [row, document] = await Promise.all([
    tx.row<CaseRow>(
      `select c.id, c.area, c.short_code as "shortCode", c.resident, c.receiving_site as site, c.state, c.green,
         exists (select 1 from evaluation_rating r where r.district = c.district and r.case_id = c.id) as rated,
         evaluation_worked_on(c.district, c.id, $3) as "actorWorked"
       from cases_v_case c where c.district = $1 and c.id = $2`,
      [district, p.case, person],
    ),
    p.document === null
      ? undefined
      : tx.row(`select 1 from materials_v_document where district = $1 and id = $2 and subject = $3 and state = 'kept'`, [
          district,
          p.document,
          p.case,
        ]),
  ]);
  if (row === undefined) return null;
  const place = withinAny(row.area, ranges) ? row.area : area;
  const coordinators = await tx.rows<{ id: Id }>(COORDINATORS_SQL, [district, p.case, place, today]);
  return { ...row, documentThere: document !== undefined, coordinators: coordinators.map(({ id }) => id) };
};

type RatingRow = Omit<domain.StoredRating, 'clocks' | 'tasks'>;
const findRating = async (tx: Tx, district: string, person: Id, rating: Id): Promise<domain.StoredRating | null> => {
  const [row, clocks, tasks] = await Promise.all([
    tx.row<RatingRow>(
      `select r.id, r.case_id as case, c.short_code as "caseCode", r.area, h.area as "callBackArea", r.grade, r.state, r.appealed,
         evaluation_worked_on(r.district, r.case_id, $3) as "actorWorked"
       from evaluation_v_rating r join cases_v_case c on c.district = r.district and c.id = r.case_id
       left join stream_head h on h.district = r.district and h.stream_id = r.id
       where r.district = $1 and r.id = $2`,
      [district, rating, person],
    ),
    clocksOf(tx, district, rating),
    tasksOf(tx, district, rating),
  ]);
  return row === undefined ? null : { ...row, clocks, tasks };
};

const onRating = (p: { rating: Id }) => [{ stream: 'rating', id: p.rating }];

export const handlers: readonly AnyHandler[] = [
  handle(contract.rate, {
    streams: (p) => [{ stream: 'case', id: p.case }],
    load: (tx, p, { actor, today }) => findCase(tx, p, actor, today),
    decide: (c, p, context) => domain.rate(c, p, context),
  }),
  handle(contract.callBack, {
    streams: onRating,
    load: (tx, p, { actor }) => findRating(tx, actor.district, actor.person, p.rating),
    decide: (rating, { rating: _of, ...p }, context) => domain.callBack(rating, p, context),
  }),
  handle(contract.appeal, {
    streams: onRating,
    load: (tx, p, { actor }) => findRating(tx, actor.district, actor.person, p.rating),
    decide: (rating, p, context) => domain.appeal(rating, p, context),
  }),
  handle(contract.settle, {
    streams: onRating,
    load: (tx, p, { actor }) => findRating(tx, actor.district, actor.person, p.rating),
    decide: (rating, p, context) => domain.settle(rating, p, context),
  }),
  handle(contract.giveLookCode, {
    streams: (p) => [{ stream: 'resident', id: p.resident }],
    load: async (tx, p, { actor }) =>
      (await tx.row<{ area: string }>('select area from residents_v_person where district = $1 and id = $2', [
        actor.district,
        p.resident,
      ])) ?? null,
    decide: (resident, p, { now }) => domain.giveLookCode(resident, p, now),
  }),
];
