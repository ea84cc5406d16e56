import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ask as askPage } from '../../../../modules/asks/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { GREEN_BAR } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import { usePageParams } from '../../shell/place.ts';
import { ContactClock } from './contact-clock.tsx';
import { CorrectAsk } from './correct.tsx';
import { Entries } from './entries.tsx';
import { AskFacts, AskTags } from './facts.tsx';
import { CHANNEL_NAMES } from './names.ts';
import { NextStep } from './next-step.tsx';
import './asks.css';

const words = dictionary({
  诉求: 'Ask',
  '{name}的诉求': 'Ask of {name}',
  改正: 'Correct',
  回到列表: 'Back to the list',
  从别的门也来过: 'Also came by',
});

/** One ask: what was said, by when to answer, the next step, and everything that happened. */
const AskScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { id } = usePageParams<'id'>();
  const { data: ask, error, refetch } = useRead(askPage, { id });
  const [correcting, setCorrecting] = useState(false);
  if (ask === undefined) return <Page title={t('诉求')}>{error ? <Failure error={error} retry={() => void refetch()} /> : <Wait />}</Page>;
  return (
    <Page
      title={ask.name === null ? t('诉求') : t('{name}的诉求', { name: ask.name })}
      lead={<AskTags ask={ask} />}
      actions={
        <>
          <Link className="ui-button" to="/asks">
            {t('回到列表')}
          </Link>
          {ask.state === 'joined' ? null : (
            <Button aria-expanded={correcting} onClick={() => setCorrecting(!correcting)}>
              {t('改正')}
            </Button>
          )}
        </>
      }
      side={
        <>
          <ContactClock ask={ask.id} />
          {ask.joined.length > 0 ? (
            <section>
              <h2>{t('从别的门也来过')}</h2>
              <ul className="bare">
                {ask.joined.map((one) => (
                  <li key={one.id}>
                    <Link to={`/asks/${one.id}` as '/'}>{format.text(CHANNEL_NAMES[one.channel])}</Link> · <Moment at={one.receivedAt} />
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <NextStep ask={ask} done={(said) => typeof said === 'string' && toast(said)} />
        </>
      }
    >
      <section className={ask.green ? `panel ${GREEN_BAR}` : 'panel'}>
        <AskFacts ask={ask} />
      </section>
      {correcting ? <CorrectAsk ask={ask} close={() => setCorrecting(false)} /> : null}
      <Entries ask={ask} />
    </Page>
  );
};
export default AskScreen;
