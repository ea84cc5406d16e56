import type { Id } from '../../../kernel/id.ts';
import { answer } from '../../../platform/executor/types.ts';
import { HINT } from '../contract/lead.ts';
import * as contract from '../contract/screening.ts';
import { MOST_QUESTIONS } from '../language/questions.ts';
import { spanOf } from './span.ts';
import { questionsOf } from './words.ts';

/** What a round of visits should ask, of what screening left open. */

/** Of an area those who live there: whoever is only registered there is not met on a visit. */
const OF_AREA = `from discovery_verdict v join residents_v_person p on p.district = v.district and p.id = v.resident
    where v.district = $1 and v.verdict = 'unknown' and v.area >= $2 and v.area < $3 and p.lives_elsewhere is null`;
const OF_PEOPLE = `from discovery_verdict v where v.district = $1 and v.verdict = 'unknown' and v.resident = any($2::uuid[])`;

const openingsSql = (wanted: string): string => `select v.missing, count(*)::int as count ${wanted} group by v.missing`;
/** Of an area those with the most verdicts that a few questions settle. */
const peopleSql = (wanted: string): string => `with hit as (
    select v.resident, count(*)::int as open, jsonb_agg(v.missing) as missing ${wanted}
    group by v.resident
    order by count(*) filter (where cardinality(v.missing) <= ${MOST_QUESTIONS}) desc, count(*) desc, v.resident limit ${contract.ROUND_RESIDENTS})
  select r.id, r.name, r.area, a.name as "areaName", hit.open, hit.missing
  from hit join residents_v_person r on r.district = $1 and r.id = hit.resident
  left join network_v_area a on a.district = r.district and a.path = r.area
  order by hit.open desc, r.id`;

type Person = { id: Id; name: string; area: string; areaName: string | null; open: number; missing: string[][] };

export const round = answer(contract.round, async (tx, q, { actor }) => {
  const { from, to } = spanOf(actor.ranges, q.under);
  const wanted = q.residents === undefined ? OF_AREA : OF_PEOPLE;
  const values = q.residents === undefined ? [actor.district, from, to] : [actor.district, q.residents];
  const [openings, people] = await Promise.all([
    tx.rows<{ missing: string[]; count: number }>(openingsSql(wanted), values),
    tx.rows<Person>(peopleSql(wanted), values),
  ]);
  return {
    questions: questionsOf(openings),
    open: openings.reduce((sum, { count }) => sum + count, 0),
    residents: people.map(({ missing, ...person }) => ({
      ...person,
      ask: questionsOf(missing.map((names) => ({ missing: names, count: 1 }))),
    })),
    hint: HINT,
  };
});
