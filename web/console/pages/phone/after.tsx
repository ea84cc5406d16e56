import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ask as askPage } from '../../../../modules/asks/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { GREEN_BAR } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ContactClock } from '../asks/contact-clock.tsx';
import { Duplicates } from '../asks/duplicates.tsx';
import { AskFacts, AskTags } from '../asks/facts.tsx';
import { Triage } from '../asks/triage.tsx';

const words = dictionary({
  '记下了。接着分流': 'Recorded. Now triage',
  接下一个电话: 'Next call',
  '先放着，等会儿分流': 'Leave it for later',
  已并入: 'Joined',
  '记下了，窗口会接着办': 'Recorded; the window goes on with it',
  再推荐一位: 'Refer somebody else',
});

/** The call is recorded: what becomes of it, on the same screen. */
export const After = ({ id, nextCall }: { id: string; nextCall: () => void }): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  // Whoever refers people passes them on; what becomes of it is decided at the window.
  const refers = post?.role === 'referrer';
  const { data: ask, error, refetch } = useRead(askPage, { id });
  const [result, setResult] = useState<ReactNode>(null);
  if (ask === undefined) return error ? <Failure error={error} retry={() => void refetch()} /> : <Wait />;
  return (
    <>
      <section className={ask.green ? `panel taken ${GREEN_BAR}` : 'panel taken'}>
        <AskTags ask={ask} />
        <div>
          <AskFacts ask={ask} />
        </div>
        <ContactClock ask={ask.id} />
      </section>
      {result === null && ask.state === 'open' && !refers ? (
        <section className="panel">
          <Duplicates ask={ask} joined={() => setResult(t('已并入'))} />
          <h2>{t('记下了。接着分流')}</h2>
          <Triage ask={ask} done={setResult} />
          <div className="after__later">
            <Button type="text" onClick={nextCall}>
              {t('先放着，等会儿分流')}
            </Button>
          </div>
        </section>
      ) : (
        <section className="panel after__done">
          <p>{result ?? (refers ? t('记下了，窗口会接着办') : <AskTags ask={ask} />)}</p>
          <Button type="primary" autoFocus onClick={nextCall}>
            {refers ? t('再推荐一位') : t('接下一个电话')}
          </Button>
        </section>
      )}
    </>
  );
};
