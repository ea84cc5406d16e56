import { type ReactNode, useState } from 'react';
import { correct, ledger } from '../../../../modules/cases/contract.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Erased } from '../ledger/erase.tsx';
import type { CasePage } from './case-words.ts';
import { useStep } from './use-step.tsx';

const words = dictionary({
  决定: 'Decisions',
  批准: 'Approved',
  没有批准: 'Refused',
  '已书面撤销：{why}': 'Revoked in writing: {why}',
  可以怎么办: 'Remedies',
  台账: 'Ledger',
  更正: 'Put right',
  '第 {n} 条：{says}': 'Entry {n}: {says}',
  已更正: 'put right',
  '为什么更正？': 'Why?',
  '例如：记错了人': 'For example: entered for the wrong person',
  '实际是哪一天（没发生过就空着）': 'The day it really was (empty: it did not happen)',
  '更正这一条，原来的划掉留着': 'Put it right; the old one stays, struck through',
  算了: 'Never mind',
});

/** The decisions in full, and every entry of the ledger as a sentence; what was put right stays, struck through. */
export const HistoryPart = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const rows = useRows(ledger, { id: page.case.id });
  return (
    <>
      {page.decisions.length > 0 ? (
        <section className="panel">
          <h2>{t('决定')}</h2>
          {page.decisions.map((decision) => (
            <div key={decision.id} className="decision">
              <p>
                <span className={decision.outcome === 'approved' ? 'state' : 'state state--bad'}>
                  {decision.outcome === 'approved' ? t('批准') : t('没有批准')}
                </span>{' '}
                {decision.by} <Moment at={decision.at} />
              </p>
              {decision.reason ? <p>{decision.reason}</p> : null}
              {decision.remedies ? (
                <p className="soft">
                  {t('可以怎么办')}：{decision.remedies}
                </p>
              ) : null}
              {decision.revokedAt ? <p className="clock--late">{t('已书面撤销：{why}', { why: decision.revokedWhy ?? '' })}</p> : null}
            </div>
          ))}
        </section>
      ) : null}
      <section className="panel">
        <h2>{t('台账')}</h2>
        {rows.error ? <Failure error={rows.error} retry={rows.retry} /> : rows.ready ? null : <Wait />}
        <ol className="entries">
          {rows.rows.map((row) => (
            <Entry key={row.id} page={page} row={row} />
          ))}
        </ol>
        {rows.hasMore ? <More of={rows} /> : null}
      </section>
    </>
  );
};

type Row = ReturnType<typeof useRows<typeof ledger>>['rows'][number];

const Entry = ({ page, row }: { page: CasePage; row: Row }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const step = useStep(correct, { id: page.case.id, seq: page.seq });
  const [asking, setAsking] = useState(false);
  const [form, setForm] = useState({ reason: '', day: '' });
  const struck = row.struckBy !== null;
  return (
    <li>
      <Moment at={row.at} />
      <span className={struck ? 'is-struck' : ''}>
        {row.by ? <b className="nobr">{row.by}</b> : null} {format.text(row.says)}
      </span>
      {row.erased === null ? null : <Erased of={row.erased} />}
      {struck ? (
        <span className="soft">{t('已更正')}</span>
      ) : (
        <button
          type="button"
          className="ui-button ui-button--quiet entries__correct"
          aria-label={`${t('更正')}：${t('第 {n} 条：{says}', { n: row.seq, says: format.text(row.says) })}`}
          onClick={() => setAsking(!asking)}
        >
          {t('更正')}
        </button>
      )}
      {asking ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void step
              .run({ case: page.case.id, entry: row.id, reason: form.reason, day: form.day === '' ? null : form.day }, t('已更正'))
              .then((done) => done && setAsking(false));
          }}
        >
          <label>
            <span>{t('为什么更正？')}</span>
            <input
              className="ui-input"
              // biome-ignore lint/a11y/noAutofocus: the person has just opened this to write
              autoFocus
              required
              maxLength={300}
              value={form.reason}
              placeholder={t('例如：记错了人')}
              onChange={(event) => setForm({ ...form, reason: event.target.value })}
            />
          </label>
          <label>
            <span>{t('实际是哪一天（没发生过就空着）')}</span>
            <input className="ui-input" type="date" value={form.day} onChange={(event) => setForm({ ...form, day: event.target.value })} />
          </label>
          {step.trouble}
          <span className="ui-buttons">
            <button type="submit" className="ui-button ui-button--primary" disabled={step.sending}>
              {t('更正这一条，原来的划掉留着')}
            </button>
            <button type="button" className="ui-button" onClick={() => setAsking(false)}>
              {t('算了')}
            </button>
          </span>
        </form>
      ) : null}
    </li>
  );
};
