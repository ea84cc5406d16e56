import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { closeRequest, REQUEST_STATES, requests } from '../../../../modules/residents/contract.ts';
import { usePages, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { REQUEST_NAMES, REQUEST_STATE_NAMES } from '../residents/names.ts';
import '../residents/residents.css';

const words = dictionary({
  个人信息请求: 'Requests about personal data',
  '本人要看、要改、要删自己的资料，或者问谁看过；答复要让本人听得懂。':
    'People ask to see, correct or delete their data, or who looked; the answer must be one they understand.',
  状态: 'State',
  没有请求: 'No requests',
  '在居民的页面上登记，就会到这里。': 'Recorded on a resident’s page, they come here.',
  答复本人的话: 'What the person is told',
  答复: 'Answer',
  '不同意，写明理由': 'Refuse, with the reason above',
  已答复: 'Answered',
  由负责人答复: 'The coordinator answers',
  提出: 'asked',
});

type Row = z.output<typeof requests.answer>['rows'][number];

/** A request with its answer, or the way to answer it. Refused only with the reason that the person is told. */
const Request = ({ row }: { row: Row }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { post } = useSession();
  const sender = useSend(closeRequest);
  const [answer, setAnswer, clear] = useDraft(`request.${row.id}`, '');
  const [closing, setClosing] = useState<'answered' | 'refused' | null>(null);
  const close = async (outcome: 'answered' | 'refused'): Promise<void> => {
    setClosing(outcome);
    const sent = await sender.send({ id: row.id, outcome, answer: answer.trim() }, { seen: row.seq });
    setClosing(null);
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('已答复'));
  };
  return (
    <li className="panel request">
      <div>
        <Link to={`/residents/${row.resident}` as '/'}>{row.residentName}</Link>
        <div className="soft">
          {format.shortDay(row.askedOn)} {t('提出')}
        </div>
      </div>
      <div>
        <b>{format.text(REQUEST_NAMES[row.kind])}</b>
        <p>{row.words}</p>
      </div>
      <div className="form">
        {row.state === 'open' && post?.role === 'coordinator' ? (
          <>
            <Input.TextArea
              aria-label={t('答复本人的话')}
              placeholder={t('答复本人的话')}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={answer}
              onChange={(event) => setAnswer(event.target.value)}
            />
            <Problem of={sender} />
            <div className="ui-buttons">
              <Button
                type="primary"
                disabled={answer.trim() === ''}
                loading={closing === 'answered'}
                onClick={() => void close('answered')}
              >
                {t('答复')}
              </Button>
              <Button disabled={answer.trim() === ''} loading={closing === 'refused'} onClick={() => void close('refused')}>
                {t('不同意，写明理由')}
              </Button>
            </div>
          </>
        ) : row.state === 'open' ? (
          <span className="soft">{t('由负责人答复')}</span>
        ) : (
          <div>
            <span className="tag">{format.text(REQUEST_STATE_NAMES[row.state])}</span>
            <p>{row.answer}</p>
          </div>
        )}
      </div>
    </li>
  );
};

const PLACE = z.object({ state: z.enum(REQUEST_STATES).catch('open') });

/** What people ask about their own data, the oldest first. */
const RequestsScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [{ state }, move] = usePlace(PLACE);
  const pages = usePages(requests, { state });
  return (
    <Page title={t('个人信息请求')} lead={t('本人要看、要改、要删自己的资料，或者问谁看过；答复要让本人听得懂。')}>
      <div className="filters">
        <Chips
          label={t('状态')}
          value={state}
          onChange={(next) => move({ state: next })}
          options={REQUEST_STATES.map((one) => ({ value: one, label: format.text(REQUEST_STATE_NAMES[one]) }))}
        />
      </div>
      {pages.error && pages.rows.length === 0 ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {pages.waiting && !pages.error ? <Wait /> : null}
      {!pages.waiting && !pages.error && pages.rows.length === 0 ? (
        <Empty picture="door" title={t('没有请求')} next={t('在居民的页面上登记，就会到这里。')} />
      ) : null}
      <ul className="bare">
        {pages.rows.map((row) => (
          <Request key={row.id} row={row} />
        ))}
      </ul>
      <MoreRows pages={pages} />
    </Page>
  );
};
export default RequestsScreen;
