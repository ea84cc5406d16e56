import type { z } from 'zod';
import { LEAD_STATE_NAMES, type ownList } from '../../modules/discovery/contract.ts';
import { dayZh } from './words.ts';

/** A person's own list (D5) as it is printed: nothing of them but their name. */
export type OwnListSlip = {
  readonly office: string;
  /** Whom they ring up; an empty phone is left out. */
  readonly human: { readonly name: string; readonly phone: string };
  readonly givenDay: string;
  readonly list: Pick<z.output<typeof ownList.answer>, 'resident' | 'lines' | 'hint'>;
};

/** 下面 2 项您可能符合，还有 1 项，再问一句就更清楚。 */
const seemsZh = (seems: number, oneAnswer: number): string => {
  const said = [
    seems > 0 ? `下面 ${seems} 项您可能符合` : null,
    oneAnswer > 0 ? `${seems > 0 ? '还' : '下面'}有 ${oneAnswer} 项，再问一句就更清楚` : null,
  ];
  return `${said.filter((one) => one !== null).join('，')}。`;
};

/** As `own-list.typ` takes it. */
export const ownListWords = ({ office, human, givenDay, list }: OwnListSlip) => {
  const items = list.lines.flatMap((line) => line.items);
  return {
    office,
    human,
    resident: list.resident.name,
    hint: list.hint.zh,
    seems: seemsZh(items.filter(({ how }) => how === 'seems').length, items.filter(({ how }) => how === 'one_answer').length),
    examples: items.some(({ policy }) => policy.example),
    lines: list.lines.map((line) => ({
      line: line.line,
      entries: line.items.map(({ policy, ask, state }) => ({
        name: policy.name.zh,
        example: policy.example,
        what: policy.what,
        amount: policy.amount,
        where: policy.where,
        ask: ask?.question.zh ?? null,
        // That they were told matters to the office, not on their own paper.
        state: state === 'applied' ? LEAD_STATE_NAMES[state].zh : null,
      })),
    })),
    given: dayZh(givenDay),
  };
};
