import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { duplicates, join, unjoin } from '../../../../modules/asks/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import type { Ask } from './facts.tsx';
import { BECAUSE_NAMES, CHANNEL_NAMES, ENTRY_NAMES } from './names.ts';
import './asks.css';

const words = dictionary({
  可能是同一件事: 'Possibly the same',
  并入这一个: 'Join to this one',
  '已并入，两个门进来的都留着': 'Joined; both doors are kept',
  '点错了，撤销合并': 'Joined by mistake, undone',
  看看: 'Open',
});

/** Asks by another door that may be this one; joining keeps both, the earlier goes on. */
export const Duplicates = ({ ask, joined }: { ask: Ask; joined?: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { data } = useRead(duplicates, { id: ask.id }, { enabled: ask.state === 'open' });
  const joining = useSend(join);
  const undoing = useSend(unjoin);
  const rows = ask.state === 'open' ? (data?.rows ?? []) : [];
  if (rows.length === 0) return null;
  const joinTo = async (into: string): Promise<void> => {
    const sent = await joining.send({ ask: ask.id, into }, { seen: ask.seq });
    if (sent === null || sent.outcome === 'refused') return;
    const seen = sent.seq;
    toast(t('已并入，两个门进来的都留着'), () => {
      void undoing.send({ ask: ask.id, reason: t('点错了，撤销合并') }, seen === undefined ? {} : { seen });
    });
    joined?.();
  };
  return (
    <section className="same" aria-label={t('可能是同一件事')}>
      <h2>{t('可能是同一件事')}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <p className="same__said">{row.words}</p>
            <p className="soft same__about">
              {row.name} · {format.text(BECAUSE_NAMES[row.because])} · {format.text(CHANNEL_NAMES[row.channel])} ·{' '}
              <Moment at={row.receivedAt} />
            </p>
            <span className="ui-buttons">
              <Button size="small" loading={joining.sending} onClick={() => void joinTo(row.id)}>
                {t('并入这一个')}
              </Button>
              <Link className="ui-button ui-button--quiet same__open" to={`/asks/${row.id}` as '/'}>
                {t('看看')}
              </Link>
            </span>
          </li>
        ))}
      </ul>
      <Problem of={joining} names={ENTRY_NAMES} />
      <Problem of={undoing} names={ENTRY_NAMES} />
    </section>
  );
};
