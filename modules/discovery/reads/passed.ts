import type { z } from 'zod';
import type { Id } from '../../../kernel/id.ts';
import { answer, type ReadContext, type Tx } from '../../../platform/executor/types.ts';
import { lookStatement } from '../../residents/index.ts';
import { HINT } from '../contract/lead.ts';
import * as contract from '../contract/passed.ts';
import { listRefusals, type PassedList } from '../domain/passed.ts';
import { stepWords } from '../store/leads.ts';
import { passedCell } from '../store/passed.ts';

/** Lists that were passed on, as the person's page and whoever they went to see them. */

type Row = {
  readonly id: Id;
  readonly area: string;
  readonly resident: Id;
  readonly line: string;
  readonly department: string | null;
  readonly list: Buffer;
  readonly words: Buffer | null;
  readonly by: string | null;
  readonly site: string | null;
  readonly phone: string | null;
  readonly at: string;
  readonly holds: boolean;
  readonly answer: contract.ListAnswer | null;
  readonly answerWords: Buffer | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
};
const COLUMNS = `l.id, l.area, l.resident, l.line, l.department, l.list, s.words, p.name as by, o.name as site, o.phone, l.at,
  discovery_consent_holds(l.consent) as holds, l.answer, l.words as "answerWords", w.name as "answeredBy", l.answered_at as "answeredAt"`;
const FROM = `from discovery_passed l
  left join discovery_step s on s.district = l.district and s.id = l.id
  left join network_v_post p on p.district = l.district and p.id = l.by_post
  left join network_v_site o on o.district = p.district and o.id = p.site
  left join network_v_post w on w.district = l.district and w.id = l.answered_by`;
const OF_RESIDENT_SQL = `select ${COLUMNS} ${FROM} where l.district = $1 and l.resident = $2 order by l.at desc, l.id desc limit 50`;
const ONE_SQL = `select ${COLUMNS} ${FROM} where l.district = $1 and l.id = $2`;

const answeredOf = (row: Row, { actor, services }: Pick<ReadContext, 'actor' | 'services'>) =>
  row.answer === null || row.answerWords === null || row.answeredAt === null
    ? null
    : {
        answer: row.answer,
        words: services.keys.openText(row.answerWords, passedCell('words', actor.district, row.id)),
        by: row.answeredBy,
        at: row.answeredAt,
      };

/** What was passed on of a person, the newest first. */
export const passedOnOf = async (tx: Tx, district: string, resident: Id, ctx: ReadContext): Promise<z.input<typeof contract.passedOn>[]> =>
  (await tx.rows<Row>(OF_RESIDENT_SQL, [district, resident])).map((row) => ({
    id: row.id,
    line: row.line,
    department: row.department,
    words: row.words === null ? null : ctx.services.keys.openText(row.words, stepWords(district, row.id)),
    by: row.by,
    at: row.at,
    holds: row.holds,
    answered: answeredOf(row, ctx),
  }));

export const passedList = answer(contract.passedList, async (tx, q, ctx) => {
  const { actor, services } = ctx;
  const row = await tx.row<Row>(ONE_SQL, [actor.district, q.id]);
  if (row === undefined) return listRefusals.notFound;
  const look = lookStatement(actor, { subject: row.resident, area: row.area, what: 'discovery.passed_list', reason: '转来的清单' });
  await tx.rows(look.sql, look.params);
  const list = JSON.parse(services.keys.openText(row.list, passedCell('list', actor.district, row.id))) as PassedList;
  return {
    id: row.id,
    line: row.line,
    name: list.name,
    place: list.place,
    items: [...list.items],
    words: list.words,
    from: { name: row.by ?? '', site: row.site, phone: row.phone },
    at: row.at,
    until: list.until,
    answered: answeredOf(row, ctx),
    hint: HINT,
  };
});
