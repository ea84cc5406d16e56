import { type Checked, good } from '../../../kernel/checked.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Fen, parseFen } from '../../../kernel/money.ts';
import { addDays, type Day } from '../../../kernel/time.ts';
import { FACTS } from '../../residents/contract.ts';
import {
  checkFact,
  currentFacts,
  type FactInput,
  factsRecorded,
  holdsUntil,
  type Statement,
  withdrawFact,
} from '../../residents/domain.ts';
import { type Bill, POUCH_FACT_NAMES, type PouchFact, pouchSum, yuanOf } from './pouch.ts';

/**
 * The pouch tells facts (R2). What lies in it is at least what was spent, not all of it: as long as somebody said more, the sum is not
 * told, or the first bill handed over would take back what made the person a lead. Once the sum reaches it, or the person says that
 * these are all (`all`), it is recorded as seen on paper and weighs by the rules of residents/domain/current.ts.
 */

export type PouchState = {
  readonly person: { readonly id: Id; readonly area: string; readonly birth: Day | null; readonly diedOn: Day | null };
  readonly statements: readonly Statement[];
  /** Statements that the pouch made, and whether the person said then that these were all of their bills. */
  readonly own: ReadonlyMap<Id, boolean>;
};

export type PouchStanding = {
  readonly name: PouchFact;
  readonly sum: { readonly selfPaid: Fen; readonly bills: number; readonly until: Day | null } | null;
  /** The most that others say, where it holds today and the person has not since said that the bills are all. */
  readonly told: Fen | null;
  /** Statements of the pouch that hold today. */
  readonly mine: readonly Statement[];
};

const fenOf = (value: Statement['value']): Fen | null => {
  const amount = typeof value === 'string' ? parseFen(value) : null;
  return amount?.ok === true ? amount.value : null;
};
const most = (amounts: readonly (Fen | null)[]): Fen | null =>
  amounts.reduce<Fen | null>((high, one) => (one !== null && (high === null || one > high) ? one : high), null);

/** How each sum of the pouch stands on a day beside what others say. */
export const pouchStandings = ({ statements, own }: PouchState, bills: readonly Bill[], day: Day): readonly PouchStanding[] => {
  const others = currentFacts(
    statements.filter(({ id }) => own.get(id) !== false),
    day,
  );
  return POUCH_FACT_NAMES.map((name) => {
    const standing = others.get(name);
    const said = standing?.kind === 'known' ? [standing.by] : standing?.kind === 'conflict' ? standing.says : [];
    return {
      name,
      sum: pouchSum(bills, name, day),
      told: most(said.filter(({ id }) => !own.has(id)).map(({ value }) => fenOf(value))),
      mine: statements.filter(
        (one) => own.has(one.id) && one.name === name && !one.withdrawn && (one.validUntil === null || one.validUntil >= day),
      ),
    };
  });
};

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null || a < b ? a : b);

const factOf = (name: PouchFact, sum: NonNullable<PouchStanding['sum']>, today: Day, id: Id): FactInput => ({
  id,
  name,
  value: yuanOf(sum.selfPaid),
  at: today,
  validUntil: earlier(holdsUntil(FACTS[name], today), sum.until === null ? null : addDays(sum.until, -1)),
  source: 'document',
  sure: 'certain',
  purpose: 'service',
  note: `票据袋里 ${sum.bills} 张票据的自付合计`,
});

type Told = { readonly record: readonly { readonly fact: FactInput; readonly all: boolean }[]; readonly takeBack: readonly Id[] };

/** What changes of the pouch's own statements. One that still says the sum stays; what said too much is taken back. */
const changesOf = ({ name, sum, told, mine }: PouchStanding, own: PouchState['own'], all: boolean, today: Day, newId: () => Id): Told => {
  const ids = mine.map(({ id }) => id);
  if (sum === null || (!all && told !== null && told > sum.selfPaid)) return { record: [], takeBack: ids };
  const said = most(mine.map(({ value }) => fenOf(value)));
  const wereAll = mine.some(({ id }) => own.get(id) === true);
  if (said === sum.selfPaid && (wereAll || !all)) return { record: [], takeBack: [] };
  return {
    record: [{ fact: factOf(name, sum, today, newId()), all: all || wereAll }],
    takeBack: said !== null && said > sum.selfPaid ? ids : [],
  };
};

/**
 * The pouch was counted: facts recorded and taken back, and the day on which it must be counted again. Nothing is told of the dead.
 * Refused: what `checkFact` refuses, such as a sum beyond belief (`fact_range`).
 */
export const countPouch = (
  state: PouchState,
  bills: readonly Bill[],
  all: boolean,
  { today, newId }: { readonly today: Day; newId(): Id },
): Checked<readonly EventOf[]> => {
  const { person } = state;
  const standings = person.diedOn === null ? pouchStandings(state, bills, today) : [];
  const changes = standings.map((one) => changesOf(one, state.own, all, today, newId));
  const facts: FactInput[] = [];
  const recorded = changes.flatMap(({ record }) => record);
  for (const { fact } of recorded) {
    const checked = checkFact(fact, person, today);
    if (!checked.ok) return checked;
    facts.push(checked.value);
  }
  const takenBack = changes.flatMap(({ takeBack }) =>
    takeBack.flatMap((id) => {
      const decided = withdrawFact({ resident: person, withdrawn: false }, { id, reason: '票据袋里的票据变了，重新算过' });
      return decided.kind === 'accepted' ? decided.events : [];
    }),
  );
  const again = standings.reduce<Day | null>((day, { sum }) => earlier(day, sum?.until ?? null), null);
  return good([
    ...takenBack,
    ...(facts.length > 0 ? [factsRecorded(person, facts)] : []),
    {
      type: 'materials.pouch_counted',
      stream: 'resident',
      streamId: person.id,
      area: person.area,
      data: { resident: person.id, facts: recorded.map(({ fact, all: these }) => ({ id: fact.id, all: these })), again },
    },
  ]);
};
