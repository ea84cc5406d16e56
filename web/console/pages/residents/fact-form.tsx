import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  FACT_SOURCES,
  FACTS,
  type FactDefinition,
  type FactName,
  recordFacts,
  SURENESS,
  withdrawFact,
} from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Problem } from '../../parts/problem.tsx';
import { type Fact, useSayValue } from './fact-words.ts';
import { SOURCE_NAMES, SURE_NAMES } from './names.ts';

const words = dictionary({
  是: 'Yes',
  否: 'No',
  不知道: 'Not known',
  答: 'Answer',
  怎么知道的: 'How it is known',
  多可靠: 'How sure',
  哪天的事: 'As of',
  记下: 'Record',
  '已记下：{name}': 'Recorded: {name}',
  撤销这条: 'Withdraw',
  记错了: 'recorded by mistake',
  '已撤销，划掉留着': 'Withdrawn; it stays, struck through',
});

type Props = { resident: string; name: FactName; facts: readonly Fact[]; done: () => void };

/** Asked as at the table; with its day, source and sureness. Older answers below, those withdrawn struck through. */
export const FactForm = ({ resident, name, facts, done }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const say = useSayValue();
  const recording = useSend(recordFacts);
  const withdrawing = useSend(withdrawFact);
  const definition: FactDefinition = FACTS[name];
  const [id] = useState(newId);
  const [value, setValue] = useState<string | null>(null);
  const [source, setSource] = useState<Fact['source']>('self');
  const [sure, setSure] = useState<Fact['sure']>('certain');
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
    const sent = await recording.send({ resident, facts: [{ id, name, value: known, at, source, sure }] });
    if (sent === null || sent.outcome === 'refused') return;
    const flag = sent.answer.flags[0];
    toast(flag ? format.text(flag) : t('已记下：{name}', { name }));
    done();
  };
  const withdraw = async (fact: Fact): Promise<void> => {
    const sent = await withdrawing.send({ resident, id: fact.id, reason: t('记错了') });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已撤销，划掉留着'));
    done();
  };
  return (
    <div className="form fact-form">
      <b>{format.text(definition.question)}</b>
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
          onChange={(event) => setValue(event.target.value)}
          onPressEnter={() => void record()}
        />
      )}
      <div className="form__pair">
        <Select
          aria-label={t('怎么知道的')}
          value={source}
          onChange={setSource}
          options={FACT_SOURCES.map((one) => ({ value: one, label: format.text(SOURCE_NAMES[one]) }))}
        />
        <Select
          aria-label={t('多可靠')}
          value={sure}
          onChange={setSure}
          options={SURENESS.map((one) => ({ value: one, label: format.text(SURE_NAMES[one]) }))}
        />
      </div>
      <Input type="date" aria-label={t('哪天的事')} max={format.today} value={at} onChange={(event) => setAt(event.target.value)} />
      <Problem of={recording} />
      <Button type="primary" disabled={known === undefined || at === ''} loading={recording.sending} onClick={() => void record()}>
        {t('记下')}
      </Button>
      {facts.length > 0 ? (
        <ul>
          {facts.slice(0, 5).map((fact) => (
            <li key={fact.id}>
              {fact.withdrawn ? (
                <del className="soft">
                  {say(name, fact.value)} · {format.shortDay(fact.at)}
                </del>
              ) : (
                <>
                  <span>
                    {say(name, fact.value)} · {format.shortDay(fact.at)} · {fact.recordedBy}
                  </span>
                  <Button size="small" type="text" loading={withdrawing.sending} onClick={() => void withdraw(fact)}>
                    {t('撤销这条')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Problem of={withdrawing} />
    </div>
  );
};
