import { type ReactNode, useState } from 'react';
import type { Asked } from '../../../../modules/discovery/contract.ts';
import { recordFacts } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';

const words = dictionary({
  是: 'Yes',
  不是: 'No',
  他也不知道: 'They don’t know',
  记下: 'Record',
  '记下了：{name}': 'Recorded: {name}',
  '问家里人的，到那个人的页面记': 'Ask the household; record it on that person’s page',
});

/** One question with the control that answers it; what is said is kept as a fact that the person told today. */
export const AnswerInPlace = ({ resident, asked, done }: { resident: string; asked: Asked; done: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const toast = useToast();
  const recording = useSend(recordFacts);
  const [id] = useState(newId);
  const [typed, setTyped] = useState('');
  const record = async (value: boolean | string | null): Promise<void> => {
    const sent = await recording.send({
      resident,
      facts: [{ id, name: asked.fact, value, at: today, source: 'self', sure: value === null ? 'certain' : 'likely' }],
    });
    if (sent === null || sent.outcome === 'refused') return;
    const flag = sent.answer.flags[0];
    toast(flag ? format.text(flag) : t('记下了：{name}', { name: asked.fact }));
    done();
  };
  const choices =
    asked.type === 'boolean'
      ? [
          { value: true as const, label: t('是') },
          { value: false as const, label: t('不是') },
        ]
      : (asked.values ?? []).map((value) => ({ value, label: value }));
  return (
    <li>
      <span>
        {format.text(asked.question)} {asked.of === 'household' ? <span className="soft">{t('问家里人的，到那个人的页面记')}</span> : null}
      </span>
      {asked.of === 'household' ? null : (
        <fieldset className="asks__answer plain" aria-label={format.text(asked.question)}>
          {choices.map(({ value, label }) => (
            <button key={label} type="button" className="ui-button" disabled={recording.sending} onClick={() => void record(value)}>
              {label}
            </button>
          ))}
          {choices.length > 0 ? null : (
            <>
              <input
                className="ui-input"
                aria-label={asked.fact}
                type={asked.type === 'date' ? 'date' : 'text'}
                inputMode={asked.type === 'number' ? 'decimal' : undefined}
                maxLength={200}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              {asked.unit}
              <button
                type="button"
                className="ui-button"
                disabled={recording.sending || typed.trim() === ''}
                onClick={() => void record(typed.trim())}
              >
                {t('记下')}
              </button>
            </>
          )}
          <button type="button" className="ui-button ui-button--quiet" disabled={recording.sending} onClick={() => void record(null)}>
            {t('他也不知道')}
          </button>
        </fieldset>
      )}
      <Problem of={recording} />
    </li>
  );
};
