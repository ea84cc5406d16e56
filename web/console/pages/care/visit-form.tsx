import { Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CARE_HOW_NAMES,
  CARE_HOWS,
  CARE_USUAL,
  type CareHow,
  type CareRow,
  FACTS,
  recordCareVisit,
  recordFacts,
  withdrawCareVisit,
} from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useRefusalAt } from '../residents/reason-form.tsx';
import { useCareWords } from './care-words.ts';

const words = dictionary({
  怎么看的: 'How',
  哪天: 'Day',
  '看到了什么（不写也行）': 'What was seen (may be empty)',
  '例如：精神好，药够吃到月底': 'For example: in good spirits, medicine lasts to the end of the month',
  算在哪几个名单: 'Counts for',
  顺便问清: 'Settled on the way',
  还是: 'Yes',
  不是了: 'Not any more',
  没问: 'Not asked',
  记下这次看望: 'Record the visit',
  '记下了：{day}看过': 'Recorded: seen on {day}',
  算了: 'Never mind',
  点错了: 'Pressed by mistake',
  '撤回了，这次不算': 'Taken back; it does not count',
  没能撤回: 'Could not take it back',
  '看望记下了，情况没有记上': 'The visit is recorded; the facts are not',
});

type Entry = Pick<CareRow, 'id' | 'kind' | 'called'>;
/** `close`: where the form can be put away again. */
type Props = { resident: string; entries: readonly Entry[]; done?: () => void; close?: () => void };
type Said = 'yes' | 'no' | 'not_asked';

/** A visit: how, which day, what was seen; beside it the facts that the lists rest on, if they were asked about. */
export const VisitForm = ({ resident, entries, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const say = useCareWords();
  const toast = useToast();
  const visiting = useSend(recordCareVisit);
  const recording = useSend(recordFacts);
  const undoing = useSend(withdrawCareVisit);
  const { at, rest } = useRefusalAt(visiting, { care_visit_future: 'on' });
  const [how, setHow] = useState<CareHow>('home');
  const [on, setOn] = useState(format.today);
  const [seen, setSeen] = useState('');
  const [left, setLeft] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({});
  const counting = entries.filter(({ id }) => !left.includes(id));
  const askable = [...new Set(counting.flatMap(({ kind }): readonly (keyof typeof FACTS)[] => CARE_USUAL[kind].facts))];
  const undo = async (visit: string): Promise<void> => {
    const sent = await undoing.send({ resident, id: visit, reason: t('点错了') });
    toast(sent === null ? t('没能撤回') : sent.outcome === 'refused' ? format.text(sent) : t('撤回了，这次不算'));
    done?.();
  };
  const record = async (): Promise<void> => {
    const sent = await visiting.send({ id: newId(), resident, care: counting.map(({ id }) => id), on, how, words: seen.trim() || null });
    if (sent === null || sent.outcome === 'refused') return;
    const facts = askable.flatMap((name) => {
      const one = said[name] ?? 'not_asked';
      const source = how === 'home' ? ('visit' as const) : ('self' as const);
      return one === 'not_asked' ? [] : [{ id: newId(), name, value: one === 'yes', at: on, source }];
    });
    const told = facts.length === 0 ? null : await recording.send({ resident, facts });
    const kept = facts.length === 0 || (told !== null && told.outcome !== 'refused');
    toast(kept ? t('记下了：{day}看过', { day: format.shortDay(on) }) : t('看望记下了，情况没有记上'), () => void undo(sent.answer.id));
    setSeen('');
    setSaid({});
    done?.();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (counting.length > 0) void record();
      }}
    >
      <div className="form__pair">
        <div className="form__field">
          <span className="form__label">{t('怎么看的')}</span>
          <Chips
            label={t('怎么看的')}
            value={how}
            onChange={setHow}
            options={CARE_HOWS.map((value) => ({ value, label: format.text(CARE_HOW_NAMES[value]) }))}
          />
        </div>
        <Field label={t('哪天')} wrong={at('on')}>
          {(id) => (
            <input
              id={id}
              className="ui-input"
              type="date"
              required
              max={format.today}
              value={on}
              onChange={(event) => setOn(event.target.value)}
            />
          )}
        </Field>
      </div>
      {entries.length > 1 ? (
        <fieldset className="picks">
          <legend>{t('算在哪几个名单')}</legend>
          {entries.map((entry) => (
            <Checkbox
              key={entry.id}
              checked={!left.includes(entry.id)}
              onChange={(event) =>
                setLeft((before) => (event.target.checked ? before.filter((one) => one !== entry.id) : [...before, entry.id]))
              }
            >
              {say.kind(entry)}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <Field label={t('看到了什么（不写也行）')}>
        {(id) => (
          <textarea
            id={id}
            className="ui-input"
            maxLength={1000}
            placeholder={t('例如：精神好，药够吃到月底')}
            value={seen}
            onChange={(event) => setSeen(event.target.value)}
          />
        )}
      </Field>
      {askable.length > 0 ? (
        <details className="care-asks">
          <summary>{t('顺便问清')}</summary>
          {askable.map((name) => (
            <div key={name} className="form__field">
              <span className="form__label">{format.text(FACTS[name].question)}</span>
              <Chips
                label={name}
                value={said[name] ?? 'not_asked'}
                onChange={(value) => setSaid((before) => ({ ...before, [name]: value }))}
                options={[
                  { value: 'not_asked', label: t('没问') },
                  { value: 'yes', label: t('还是') },
                  { value: 'no', label: t('不是了') },
                ]}
              />
            </div>
          ))}
        </details>
      ) : null}
      <Problem of={rest} />
      <Problem of={recording} />
      <div className="ui-buttons">
        <Button
          type="primary"
          htmlType="submit"
          data-key="visit"
          disabled={counting.length === 0}
          loading={visiting.sending || recording.sending}
        >
          {t('记下这次看望')}
        </Button>
        {close === undefined ? null : <Button onClick={close}>{t('算了')}</Button>}
      </div>
    </form>
  );
};
