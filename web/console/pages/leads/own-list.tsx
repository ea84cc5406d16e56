import { type ReactNode, useCallback, useState } from 'react';
import type { z } from 'zod';
import { ownList, passOn } from '../../../../modules/discovery/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useApi, useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { type Why, whyOf } from '../residents/look.ts';
import { ShareConsent } from './share-consent.tsx';

const words = dictionary({
  本人的清单: 'Their own list',
  '念给本人听，或者打印给他；他同意了再转给管事的条线。': 'Read it out or print it; with their consent it goes to the line of work.',
  列出来: 'Show it',
  打印: 'Print',
  '还要问：{question}': 'still to ask: {question}',
  转给这条线: 'Pass on to this line',
  '已转给{line}': 'Passed on to {line}',
  '已转给{line}，等他们答复': 'Passed on to {line}; they are to answer',
  '这条线在这里没有部门，先交给本站负责人': 'No department here does this line; the coordinator of this site has it first',
  再转一次: 'Pass on again',
  '转给条线之前，要本人同意把资料交给有关部门。': 'Their consent to share data with departments is needed first.',
  记下本人的授权: 'Record their consent',
  清单上还没有什么: 'Nothing on the list yet',
});

/** D5: what may be due, line by line, to read out, print, and, with consent, pass on. */
export const OwnList = ({ id, why, passed }: { id: string; why: Why; passed: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const api = useApi();
  const { post } = useSession();
  const toast = useToast();
  const passing = useSend(passOn);
  const [list, setList] = useState<z.output<(typeof ownList)['answer']> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const show = useCallback(async (): Promise<void> => {
    setError(null);
    try {
      setList(await api.read(ownList, { id, ...whyOf(why) }));
    } catch (thrown) {
      setError(thrown);
    }
  }, [api, id, why]);
  const pass = async (line: string, consent: string): Promise<void> => {
    const sent = await passing.send({ id: newId(), resident: id, line, consent });
    if (sent === null || sent.outcome === 'refused') return;
    toast(sent.answer.to === null ? t('这条线在这里没有部门，先交给本站负责人') : t('已转给{line}，等他们答复', { line }));
    passed();
    await show();
  };
  return (
    <section className="own-list">
      <h3>{t('本人的清单')}</h3>
      <p className="soft">{t('念给本人听，或者打印给他；他同意了再转给管事的条线。')}</p>
      {error === null ? null : <Failure error={error} retry={() => void show()} />}
      {list === null ? (
        <span className="ui-buttons">
          <button type="button" className="ui-button" onClick={() => void show()}>
            {t('列出来')}
          </button>
        </span>
      ) : (
        <>
          {list.lines.length === 0 ? <p>{t('清单上还没有什么')}</p> : null}
          {list.lines.map(({ line, items, passedOn }) => (
            <div key={line} className="own-list__line">
              <h4>{line}</h4>
              <ul>
                {items.map(({ policy, ask }) => (
                  <li key={policy.id}>
                    <b>{format.text(policy.name)}</b>：{policy.what}，{policy.amount}。{policy.where}
                    {ask === null ? null : (
                      <span className="soft"> （{t('还要问：{question}', { question: format.text(ask.question) })}）</span>
                    )}
                  </li>
                ))}
              </ul>
              {list.consent === null && passedOn === null ? null : (
                <p className="ui-buttons">
                  {list.consent === null ? null : (
                    <button
                      type="button"
                      className="ui-button"
                      disabled={passing.sending}
                      onClick={() => list.consent !== null && void pass(line, list.consent)}
                    >
                      {passedOn === null ? t('转给这条线') : t('再转一次')}
                    </button>
                  )}
                  {passedOn === null ? null : (
                    <span className="soft">
                      <Moment at={passedOn} /> {t('已转给{line}', { line })}
                    </span>
                  )}
                </p>
              )}
            </div>
          ))}
          {list.consent !== null || list.lines.length === 0 ? null : asking ? (
            <ShareConsent
              resident={id}
              close={() => setAsking(false)}
              done={() => {
                setAsking(false);
                void show();
              }}
            />
          ) : (
            <p className="form__help">
              {t('转给条线之前，要本人同意把资料交给有关部门。')}{' '}
              <button type="button" className="copy" onClick={() => setAsking(true)}>
                {t('记下本人的授权')}
              </button>
            </p>
          )}
          <p className="soft">{format.text(list.hint)}</p>
          <Problem of={passing} />
          <span className="ui-buttons">
            <a
              className="ui-button"
              href={`/api/v1/residents/${id}/papers/own-list.pdf?post=${post?.id ?? ''}`}
              target="_blank"
              rel="noreferrer"
            >
              {t('打印')}
            </a>
          </span>
        </>
      )}
    </section>
  );
};
