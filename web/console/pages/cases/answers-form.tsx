import { type ReactNode, useState } from 'react';
import { answer } from '../../../../modules/cases/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import type { CasePage } from './case-words.ts';
import { useStep } from './use-step.tsx';

const words = dictionary({
  是: 'Yes',
  不是: 'No',
  记下: 'Record',
  '记下了，材料清单跟着变了': 'Recorded; the list of papers follows from it',
});

/** What must be asked so that only what is needed is demanded (C2). */
export const AnswersForm = ({ page, ask }: { page: CasePage; ask: readonly string[] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const step = useStep(answer, { id: page.case.id, seq: page.seq });
  const [said, setSaid] = useState<Readonly<Record<string, string | number | boolean>>>({});
  const questions = page.item.questions.filter(({ key }) => ask.includes(key));
  const choice = (key: string, value: string | boolean, label: string): ReactNode => (
    <button
      type="button"
      key={String(value)}
      className="label-chip"
      aria-pressed={said[key] === value}
      onClick={() => setSaid({ ...said, [key]: value })}
    >
      {label}
    </button>
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void step.run({ case: page.case.id, answers: { ...said } }, t('记下了，材料清单跟着变了'));
      }}
    >
      {questions.map((question) => (
        <fieldset key={question.key} className="question">
          <legend>{format.text(question.ask)}</legend>
          {question.kind === 'yes_no' ? [choice(question.key, true, t('是')), choice(question.key, false, t('不是'))] : null}
          {question.kind === 'choice'
            ? question.options.map((option) => choice(question.key, option.value, format.text(option.name)))
            : null}
          {question.kind === 'number' ? (
            <input
              className="ui-input"
              type="number"
              aria-label={format.text(question.ask)}
              onChange={(event) => event.target.value !== '' && setSaid({ ...said, [question.key]: Number(event.target.value) })}
            />
          ) : null}
        </fieldset>
      ))}
      {step.trouble}
      <span>
        <button type="submit" className="ui-button ui-button--primary" disabled={step.sending || Object.keys(said).length === 0}>
          {t('记下')}
        </button>
      </span>
    </form>
  );
};
