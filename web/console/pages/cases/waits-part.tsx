import { type ReactNode, useState } from 'react';
import { waitFor, waitOver } from '../../../../modules/cases/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type CasePage, CLOSED, TURN_NAMES } from './case-words.ts';
import { useStep } from './use-step.tsx';

const words = dictionary({
  在等: 'Waiting for',
  等到了: 'It came',
  等不来了: 'It will not come',
  记下开始等: 'Note a wait',
  等什么: 'For what',
  '等谁：{whose}': 'Whose turn: {whose}',
  '最多等 {n} 个工作日': 'At most {n} working days',
  '最多等 {n} 天': 'At most {n} days',
  '最多等 {n} 个月': 'At most {n} months',
  '到日子前“我的工作”里会提醒盯住它；等不来：{otherwise}':
    'Before the day it stands in “My work”, to be watched. If it does not come: {otherwise}',
  从今天开始等: 'The wait starts today',
  '开始等：{what}': 'Waiting for: {what}',
  算了: 'Never mind',
});

const WITHIN = { working_day: '最多等 {n} 个工作日', day: '最多等 {n} 天', month: '最多等 {n} 个月' } as const;
const STARTERS: ReadonlySet<string> = new Set(['clerk', 'helper', 'coordinator', 'approver']);

/** Whether a wait may start: once the case is accepted, and still after the result was delivered (the first payment). */
const mayWait = (page: CasePage): boolean => {
  const { state } = page.case;
  return state !== 'informing' && (!CLOSED.has(state) || state === 'delivered');
};

/** What we wait for outside, each followed to its end; and noting that one begins. */
export const WaitsPart = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const over = useStep(waitOver, { id: page.case.id, seq: page.seq });
  const [adding, setAdding] = useState(false);
  const waiting = new Set(page.waits.filter(({ state }) => state === 'waiting').map(({ key }) => key));
  const open = mayWait(page) && STARTERS.has(post?.role ?? '') ? page.item.waits.filter(({ key }) => !waiting.has(key)) : [];
  if (page.waits.length === 0 && open.length === 0) return null;
  const end = (wait: string, outcome: 'came' | 'not_coming', said: string) => (): void =>
    void over.run({ case: page.case.id, wait, outcome }, said);
  return (
    <section>
      <h2>{t('在等')}</h2>
      <ul className="shifts-like">
        {page.waits.map((one) => (
          <li key={one.id}>
            <b>{format.text(one.name)}</b>
            <p className="soft">
              {format.shortDay(one.since)}
              {one.due === null ? '' : ` → ${format.shortDay(one.due)}`}
            </p>
            {one.state === 'waiting' ? (
              <span className="ui-buttons">
                <button type="button" className="ui-button" disabled={over.sending} onClick={end(one.id, 'came', t('等到了'))}>
                  {t('等到了')}
                </button>
                <button
                  type="button"
                  className="ui-button ui-button--quiet"
                  disabled={over.sending}
                  onClick={end(one.id, 'not_coming', t('等不来了'))}
                >
                  {t('等不来了')}
                </button>
              </span>
            ) : (
              <span className={one.state === 'came' ? 'state' : 'state state--bad'}>
                {one.state === 'came' ? t('等到了') : t('等不来了')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {over.trouble}
      {adding && open.length > 0 ? (
        <WaitForm page={page} waits={open} close={() => setAdding(false)} />
      ) : open.length > 0 ? (
        <button type="button" className="ui-button" onClick={() => setAdding(true)}>
          {t('记下开始等')}
        </button>
      ) : null}
    </section>
  );
};

type FormProps = { page: CasePage; waits: CasePage['item']['waits']; close: () => void };

/** For what the item says one may wait: on whom, until when, what reminds, what happens if it does not come. */
const WaitForm = ({ page, waits, close }: FormProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [id] = useState(newId);
  const step = useStep(waitFor, { id: page.case.id, seq: page.seq });
  const [key, setKey] = useState(waits[0]?.key ?? '');
  const wait = waits.find((one) => one.key === key) ?? waits[0];
  if (wait === undefined) return null;
  const name = format.text(wait.name);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void step.run({ case: page.case.id, id, key: wait.key }, t('开始等：{what}', { what: name })).then((done) => done && close());
      }}
    >
      <fieldset className="picks">
        <legend>{t('等什么')}</legend>
        {waits.map((one) => (
          <label key={one.key}>
            <input type="radio" name="wait" checked={one.key === wait.key} onChange={() => setKey(one.key)} />
            <span>{format.text(one.name)}</span>
          </label>
        ))}
      </fieldset>
      <p>
        {t('等谁：{whose}', { whose: format.text(TURN_NAMES[wait.whose]) })} · {t(WITHIN[wait.within.unit], { n: wait.within.n })}
      </p>
      <p className="soft">{t('到日子前“我的工作”里会提醒盯住它；等不来：{otherwise}', { otherwise: format.text(wait.otherwise) })}</p>
      {step.trouble}
      <span className="ui-buttons">
        <button type="submit" className="ui-button" disabled={step.sending}>
          {t('从今天开始等')}
        </button>
        <button type="button" className="ui-button ui-button--quiet" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
