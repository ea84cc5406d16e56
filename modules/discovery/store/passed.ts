import { cell } from '../../../platform/crypto/index.ts';
import { type Projections, sql } from '../../../platform/executor/types.ts';
import type { SealedTable } from '../../../platform/rotation/sealed.ts';

/** Where a list and its answer stand; reads open with the same. */
export const passedCell = (column: 'list' | 'words', district: string, list: string) => cell('discovery_passed', column, district, list);

export const sealedPassed: SealedTable = {
  table: 'discovery_passed',
  values: [
    { column: 'list', place: ({ district, id }) => passedCell('list', district, id) },
    { column: 'words', place: ({ district, id }) => passedCell('words', district, id) },
  ],
};

const SEND_SQL = `insert into discovery_passed (district, id, area, resident, line, department, post, consent, list, by_post, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const ANSWER_SQL =
  'update discovery_passed set answer = $3, words = $4, answered_by = $5, answered_at = $6 where district = $1 and id = $2';

/** The rows that passing a list on and answering it make. */
export const passedProjections: Projections = {
  'discovery.list_sent': (e, m) => {
    const { list, resident, line, department, post, consent } = e.data;
    const sealed = m.services.keys.seal(JSON.stringify(e.detail.list), passedCell('list', m.district, list));
    return [sql(SEND_SQL, m.district, list, e.area, resident, line, department, post, consent, sealed, m.actor.post, m.happenedAt)];
  },
  'discovery.list_answered': (e, m) => {
    const { list, answer } = e.data;
    const words = m.services.keys.seal(e.detail.words, passedCell('words', m.district, list));
    return [sql(ANSWER_SQL, m.district, list, answer, words, m.actor.post, m.happenedAt)];
  },
};
