import type { ReactNode } from 'react';
import type { Funnel } from '../../../../modules/discovery/contract.ts';
import { useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  可能符合: 'seem to qualify',
  待告知: 'to tell',
  已告知: 'told',
  已申请: 'applied',
  办成: 'granted',
  '还有 {n} 人不知道': '{n} not known yet',
});

const STEPS = [
  ['yes', '可能符合'],
  ['toTell', '待告知'],
  ['told', '已告知'],
  ['applied', '已申请'],
  ['done', '办成'],
] as const;

/** How far a policy has come, from those who seem to qualify to those who got it. */
export const FunnelLine = ({ funnel }: { funnel: Funnel }): ReactNode => {
  const t = useWords(words);
  return (
    <div className="funnel">
      <ol>
        {STEPS.map(([key, name]) => (
          <li key={key} className={funnel[key] === 0 ? 'is-none' : ''}>
            <b>{funnel[key]}</b>
            <span>{t(name)}</span>
          </li>
        ))}
      </ol>
      {funnel.unknown > 0 ? <p className="soft">{t('还有 {n} 人不知道', { n: funnel.unknown })}</p> : null}
    </div>
  );
};
