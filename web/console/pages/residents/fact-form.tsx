import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  FACT_PURPOSES,
  FACT_SOURCES,
  FACTS,
  type FactDefinition,
  type FactName,
  recordFacts,
  SURENESS,
  USUAL_SURENESS,
} from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import { FactHistory } from './fact-history.tsx';
import type { Fact } from './fact-words.ts';
import { PURPOSE_NAMES, SOURCE_NAMES, SURE_NAMES } from './names.ts';
import { useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  是: 'Yes',
  否: 'No',
  不知道: 'Not known',
  答: 'Answer',
  怎么知道的: 'How it is known',
  多可靠: 'How sure',
  哪天的事: 'As of',
  用来做什么: 'What it is for',
  记下: 'Record',
  '已记下：{name}': 'Recorded: {name}',
  算了: 'Never mind',
  '弄清楚的办法：撤下说错的那条，或者看过证件后记一条确定的。':
    'To settle it: withdraw the one that is wrong, or see the paper and record a certain one.',
});

const PLACES = {
  fact_type: 'value',
  fact_value: 'value',
  fact_range: 'value',
  fact_decimals: 'value',
  fact_future: 'at',
  fact_dates: 'at',
  fact_before_birth: 'at',
  fact_after_death: 'at',
} as const;

type Props = {
  resident: string;
  name: FactName;
  /** All that was said of it, newest first. */
  facts: readonly Fact[];
  /** Which of them contradict each other. */
  conflict: readonly string[];
  done: () => void;
  close: () => void;
};

/** Asked as at the table; with its day, source, sureness and purpose. What was said before stands below. */
export const FactForm = ({ resident, name, facts, conflict, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const recording = useSend(recordFacts);
  const { at: wrongAt, rest } = useRefusalAt(recording, PLACES);
  const definition: FactDefinition = FACTS[name];
  const [id] = useState(newId);
  const [value, setValue] = useState<string | null>(null);
  const [source, setSource] = useState<Fact['source']>(conflict.length > 0 ? 'document' : 'self');
  const [sure, setSure] = useState<Fact['sure']>(USUAL_SURENESS[source]);
  const [purpose, setPurpose] = useState<Fact['purpose']>('service');
  const [at, setAt] = useState(format.today);
  const choices =
    definition.type === 'boolean'
      ? [
          { value: 'yes', label: t('是') },
          { value: 'no', label: t('否') },
          { value: 'unknown', label: t('不知道') },
        ]
      : definition.values?.map((one) => ({ value: one, label: one }));
  const known =
    value === null || value.trim() === ''
      ? undefined
      : value === 'unknown'
        ? null
        : definition.type === 'boolean'
          ? value === 'yes'
          : value.trim();
  const record = async (): Promise<void> => {
    if (known === undefined) return;
    const sent = await recording.send({ resident, facts: [{ id, name, value: known, at, source, sure, purpose }] });
    if (sent === null || sent.outcome === 'refused') return;
    const flag = sent.answer.flags[0];
    toast(flag ? format.text(flag) : t('已记下：{name}', { name }));
    done();
  };
  return (
    <div className="fact-open">
      <form
        className="form"
        aria-label={name}
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <b>{format.text(definition.question)}</b>
        <div className="form__field">
          {choices ? (
            <Chips label={t('答')} value={value} onChange={setValue} options={choices} />
          ) : (
            <Input
              aria-label={t('答')}
              autoFocus
              maxLength={200}
              value={value ?? ''}
              suffix={definition.unit ?? ''}
              type={definition.type === 'date' ? 'date' : 'text'}
              {...(definition.type === 'number' ? { inputMode: 'decimal' as const } : {})}
              {...(definition.type === 'date' ? { max: format.today } : {})}
              {...(wrongAt('value') === null ? {} : { status: 'error' as const })}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
          {wrongAt('value') === null ? null : (
            <p className="form__wrong" role="alert">
              {wrongAt('value')}
            </p>
          )}
        </div>
        <div className="fact-open__fields">
          <Field label={t('怎么知道的')}>
            {(field) => (
              <Select
                id={field}
                value={source}
                onChange={(chosen) => {
                  setSource(chosen);
                  setSure(USUAL_SURENESS[chosen]);
                }}
                options={FACT_SOURCES.map((one) => ({ value: one, label: format.text(SOURCE_NAMES[one]) }))}
              />
            )}
          </Field>
          <Field label={t('多可靠')}>
            {(field) => (
              <Select
                id={field}
                value={sure}
                onChange={setSure}
                options={SURENESS.map((one) => ({ value: one, label: format.text(SURE_NAMES[one]) }))}
              />
            )}
          </Field>
          <Field label={t('哪天的事')} wrong={wrongAt('at')}>
            {(field) => <Input id={field} type="date" max={format.today} value={at} onChange={(event) => setAt(event.target.value)} />}
          </Field>
          <Field label={t('用来做什么')}>
            {(field) => (
              <Select
                id={field}
                value={purpose}
                onChange={setPurpose}
                options={FACT_PURPOSES.map((one) => ({ value: one, label: format.text(PURPOSE_NAMES[one]) }))}
              />
            )}
          </Field>
        </div>
        <Problem of={rest} />
        <div className="ui-buttons">
          <Button type="primary" htmlType="submit" disabled={known === undefined || at === ''} loading={recording.sending}>
            {t('记下')}
          </Button>
          <Button onClick={close}>{t('算了')}</Button>
        </div>
      </form>
      <div>
        {conflict.length === 0 ? null : (
          <>
            <FactHistory resident={resident} name={name} facts={facts.filter((fact) => conflict.includes(fact.id))} done={done} />
            <p className="form__help">{t('弄清楚的办法：撤下说错的那条，或者看过证件后记一条确定的。')}</p>
          </>
        )}
        <FactHistory resident={resident} name={name} facts={facts.filter((fact) => !conflict.includes(fact.id))} done={done} folded />
      </div>
    </div>
  );
};
