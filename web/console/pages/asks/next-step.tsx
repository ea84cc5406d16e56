import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { unjoin } from '../../../../modules/asks/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { AnswerForm, ContactForm } from './contact.tsx';
import { Duplicates } from './duplicates.tsx';
import type { Ask } from './facts.tsx';
import { ENTRY_NAMES } from './names.ts';
import { Triage } from './triage.tsx';

const words = dictionary({
  '下一步：听明白要办什么': 'Next: find out what is needed',
  '下一步：联系本人': 'Next: contact the person',
  '下一步：答复本人': 'Next: answer the person',
  '已经并入另一个诉求，以那边为准': 'Joined to another ask; that one counts',
  看那一个: 'Open that one',
  '不是同一件事？写明原因，分开': 'Not the same? Write why, and part them',
  分开: 'Part them',
  '已分开，重新等分流': 'Parted; waiting for triage again',
  '已办结，没有要做的': 'Closed; nothing to do',
  '成了办件，在办件页面接着办': 'It became a case; go on there',
  打开办件: 'Open the case',
});

const Joined = ({ ask }: { ask: Ask }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(unjoin);
  const [reason, setReason] = useState('');
  const part = async (): Promise<void> => {
    const sent = await sender.send({ ask: ask.id, reason: reason.trim() }, { seen: ask.seq });
    if (sent !== null && sent.outcome !== 'refused') toast(t('已分开，重新等分流'));
  };
  return (
    <div className="form">
      <p>
        {t('已经并入另一个诉求，以那边为准')} <Link to={`/asks/${ask.joinedInto}` as '/'}>{t('看那一个')}</Link>
      </p>
      <Input
        aria-label={t('不是同一件事？写明原因，分开')}
        placeholder={t('不是同一件事？写明原因，分开')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem of={sender} names={ENTRY_NAMES} />
      <Button disabled={reason.trim() === ''} loading={sender.sending} onClick={() => void part()}>
        {t('分开')}
      </Button>
    </div>
  );
};

/**
 * The steps that an ask waits for, ready to be done in place.
 * @param first which of them the selected task is about: it stands on top
 * @param done told in words what became of it
 */
export const NextStep = ({
  ask,
  done,
  first = 'triage',
}: {
  ask: Ask;
  done: (said: ReactNode) => void;
  first?: 'triage' | 'contact';
}): ReactNode => {
  const t = useWords(words);
  if (ask.state === 'joined') return <Joined ask={ask} />;
  if (ask.state === 'answered' || ask.state === 'handed_over') return <p className="soft">{t('已办结，没有要做的')}</p>;
  const contact =
    ask.contactDue !== null && ask.contactedAt === null ? (
      <section key="contact">
        <h2>{t('下一步：联系本人')}</h2>
        <ContactForm ask={ask.id} />
      </section>
    ) : null;
  const triage =
    ask.state === 'open' ? (
      <section key="triage">
        <Duplicates ask={ask} />
        <h2>{t('下一步：听明白要办什么')}</h2>
        <Triage ask={ask} done={done} />
      </section>
    ) : null;
  const rest =
    ask.state !== 'triaged' ? null : ask.cases.length > 0 ? (
      <section key="rest">
        <p>{t('成了办件，在办件页面接着办')}</p>
        <Link className={contact === null ? 'ui-button ui-button--primary' : 'ui-button'} to={`/cases/${ask.cases[0]}` as '/'}>
          {t('打开办件')}
        </Link>
      </section>
    ) : (
      <section key="rest">
        <h2>{t('下一步：答复本人')}</h2>
        <AnswerForm ask={ask.id} />
      </section>
    );
  return first === 'contact' ? [contact, triage, rest] : [triage, contact, rest];
};
