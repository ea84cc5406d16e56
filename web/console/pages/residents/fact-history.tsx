import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { withdrawFact } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { type Fact, useSayValue } from './fact-words.ts';
import { PURPOSE_NAMES, SOURCE_NAMES, SURE_NAMES } from './names.ts';

const words = dictionary({
  '说过的（{n}）': 'What was said ({n})',
  '{who}记': 'recorded by {who}',
  '到{day}为止': 'until {day}',
  '不合常理，没有采用': 'makes no sense, not used',
  '撤下了：{why}': 'withdrawn: {why}',
  撤下这条: 'Withdraw',
  为什么撤下: 'Why withdraw it',
  '例如：问错了人': 'For example: asked the wrong person',
  撤下: 'Withdraw it',
  算了: 'Never mind',
  '已撤下，划掉留着': 'Withdrawn; it stays, struck through',
});

type Props = {
  resident: string;
  name: string;
  facts: readonly Fact[];
  done: () => void;
  /** Shown on demand only. */
  folded?: boolean;
};

/** What was said of one fact, by whom and when; a wrong one is withdrawn with a reason and stays, struck through. */
export const FactHistory = ({ resident, name, facts, done, folded = false }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const say = useSayValue();
  const withdrawing = useSend(withdrawFact);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  if (facts.length === 0) return null;
  const withdraw = async (): Promise<void> => {
    if (leaving === null || reason.trim() === '') return;
    const sent = await withdrawing.send({ resident, id: leaving, reason: reason.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已撤下，划掉留着'));
    done();
  };
  const about = (fact: Fact): string =>
    [
      format.shortDay(fact.at),
      format.text(SOURCE_NAMES[fact.source]),
      format.text(SURE_NAMES[fact.sure]),
      ...(fact.recordedBy === null ? [] : [t('{who}记', { who: fact.recordedBy })]),
      ...(fact.validUntil === null ? [] : [t('到{day}为止', { day: format.shortDay(fact.validUntil) })]),
      ...(fact.purpose === 'service' ? [] : [format.text(PURPOSE_NAMES[fact.purpose])]),
      ...(fact.note === null ? [] : [fact.note]),
    ].join(' · ');
  const list = (
    <ul className="statements">
      {facts.map((fact) => (
        <li key={fact.id}>
          <span>
            {fact.withdrawn ? <del>{say(name, fact.value)}</del> : <b>{say(name, fact.value)}</b>}
            {fact.nonsense && !fact.withdrawn ? <span className="tag tag--waiting">{t('不合常理，没有采用')}</span> : null}
          </span>
          {fact.withdrawn || leaving === fact.id ? (
            <span />
          ) : (
            <Button
              size="small"
              type="text"
              onClick={() => {
                setReason('');
                setLeaving(fact.id);
              }}
            >
              {t('撤下这条')}
            </Button>
          )}
          <span className="statements__about">
            {about(fact)}
            {fact.withdrawn && fact.withdrawnReason !== null ? ` · ${t('撤下了：{why}', { why: fact.withdrawnReason })}` : ''}
          </span>
          {leaving === fact.id ? (
            <form
              className="in-place"
              onSubmit={(event) => {
                event.preventDefault();
                void withdraw();
              }}
            >
              <Input
                autoFocus
                aria-label={t('为什么撤下')}
                placeholder={t('例如：问错了人')}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
              <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={withdrawing.sending}>
                {t('撤下')}
              </Button>
              <Button onClick={() => setLeaving(null)}>{t('算了')}</Button>
              <Problem of={withdrawing} />
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  );
  return folded ? (
    <details>
      <summary>{t('说过的（{n}）', { n: facts.length })}</summary>
      {list}
    </details>
  ) : (
    list
  );
};
