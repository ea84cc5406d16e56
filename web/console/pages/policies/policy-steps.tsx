import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { z } from 'zod';
import { endVersion, policy, publishPolicy, sendBack, submit, tryVersion, withdrawDraft } from '../../../../modules/discovery/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';

const words = dictionary({
  '{day}试算 {n} 人：{yes} 人可能符合，{unknown} 人还不知道':
    'Tried on {n} people on {day}: {yes} seem to qualify, {unknown} not known yet',
  '比现在多 {more} 人，少 {fewer} 人': '{more} more and {fewer} fewer than today',
  '规则或范围改过了，要重新试算': 'The rule or its area was changed since; try it again',
  '还没有试算。发布前要先看看多出、少掉多少人。': 'Not tried yet. Before it is published, see how many more and fewer qualify.',
  用所有居民试算: 'Try it on everybody',
  '正在试算，算好会显示在这里': 'Trying; the result appears here',
  下一步: 'Next step',
  改这一版: 'Edit this version',
  另起一版: 'Begin a new version',
  提交复核: 'Hand in for checking',
  '已提交，请另一位同事复核': 'Handed in; a colleague checks it now',
  发布: 'Publish',
  '已发布，马上重新筛查': 'Published; everybody is screened again now',
  退回: 'Send back',
  '哪里要改？写给起草的同事': 'What is to be changed, for the author',
  已退回: 'Sent back',
  '写过这一版的人不能自己发布，请另一位同事来。': 'Whoever wrote on this version can’t publish it; a colleague must.',
  '退回时说：{words}': 'When it was sent back: {words}',
  撤回这一版: 'Withdraw this version',
  已撤回: 'Withdrawn',
  定一个截止日: 'Set a last day',
  最后一天: 'Last day',
  为什么: 'Why',
  到那天为止: 'End it on that day',
  截止日已定: 'The last day is set',
  算了: 'Never mind',
});

export type PolicyPage = z.output<(typeof policy)['answer']>;

/** ms between looks for what a trial found: live events tell of matters and people, not of what a job has counted. */
const TRIAL_LOOKED_FOR = 1500;

const Impact = ({ page }: { page: PolicyPage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { impact, impactHolds } = page.version;
  if (impact === null) return <p className="soft">{t('还没有试算。发布前要先看看多出、少掉多少人。')}</p>;
  return (
    <>
      <p>
        {t('{day}试算 {n} 人：{yes} 人可能符合，{unknown} 人还不知道', {
          day: format.day(impact.day),
          n: impact.residents,
          yes: impact.yes,
          unknown: impact.unknown,
        })}
      </p>
      <p>
        <b>{t('比现在多 {more} 人，少 {fewer} 人', { more: impact.more, fewer: impact.fewer })}</b>
      </p>
      {impactHolds ? null : <p className="form__wrong">{t('规则或范围改过了，要重新试算')}</p>}
    </>
  );
};

/** What the acting post may do with the version that is shown, the next step first. */
export const Steps = ({ page }: { page: PolicyPage }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { today } = useLook();
  const { post } = useSession();
  const handIn = useSend(submit);
  const back = useSend(sendBack);
  const publishing = useSend(publishPolicy);
  const trial = useSend(tryVersion);
  const withdraw = useSend(withdrawDraft);
  const end = useSend(endVersion);
  const [reason, setReason] = useState<string | null>(null);
  const [ending, setEnding] = useState<{ lastDay: string; reason: string } | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const { version } = page;
  const seen = page.seq === null ? {} : { seen: page.seq };
  const of = { policy: page.id, version: version.id };
  const author = post?.role === 'policy_author';
  const publisher = post?.role === 'policy_publisher';
  const open = version.state === 'draft' || version.state === 'submitted';
  const did = async (sent: Promise<{ readonly outcome: string } | null>, said: string): Promise<boolean> => {
    const result = await sent;
    if (result === null || result.outcome === 'refused') return false;
    toast(said);
    return true;
  };
  const stamp = version.impact === null ? 'none' : `${version.impact.day} ${version.impact.of}`;
  const running = asked !== null && asked === stamp;
  const queries = useQueryClient();
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: [policy.name] }), TRIAL_LOOKED_FOR);
    return () => clearInterval(timer);
  }, [running, queries]);
  const tryIt = (): void => {
    setAsked(stamp);
    void trial.send(of).then((sent) => {
      if (sent === null || sent.outcome === 'refused') setAsked(null);
    });
  };
  if (!author && !publisher) return null;
  return (
    <section className="form policy-steps" aria-label={t('下一步')}>
      <h2>{t('下一步')}</h2>
      {version.sentBack === null || version.state !== 'draft' ? null : (
        <p className="trouble__do">{t('退回时说：{words}', { words: version.sentBack })}</p>
      )}
      {open ? (
        <>
          <Impact page={page} />
          {running ? <p className="soft">{t('正在试算，算好会显示在这里')}</p> : null}
          <button type="button" className="ui-button" disabled={trial.sending || running} onClick={tryIt}>
            {t('用所有居民试算')}
          </button>
        </>
      ) : null}
      {author && version.state === 'draft' ? (
        <>
          <Link className="ui-button" to="/policies/$id/edit" params={{ id: page.id }}>
            {t('改这一版')}
          </Link>
          <button
            type="button"
            className="ui-button ui-button--primary"
            disabled={handIn.sending}
            onClick={() => void did(handIn.send(of, seen), t('已提交，请另一位同事复核'))}
          >
            {t('提交复核')}
          </button>
        </>
      ) : null}
      {author && !page.versions.some(({ state }) => state === 'draft' || state === 'submitted') ? (
        <Link className="ui-button ui-button--primary" to="/policies/$id/edit" params={{ id: page.id }}>
          {t('另起一版')}
        </Link>
      ) : null}
      {author && open ? (
        <button
          type="button"
          className="ui-button ui-button--quiet"
          disabled={withdraw.sending}
          onClick={() => void did(withdraw.send(of, seen), t('已撤回'))}
        >
          {t('撤回这一版')}
        </button>
      ) : null}
      {publisher && version.state === 'submitted' ? (
        <>
          {version.mine ? <p className="soft">{t('写过这一版的人不能自己发布，请另一位同事来。')}</p> : null}
          <button
            type="button"
            className="ui-button ui-button--primary"
            disabled={publishing.sending || version.mine}
            onClick={() => void did(publishing.send(of, seen), t('已发布，马上重新筛查'))}
          >
            {t('发布')}
          </button>
          {reason === null ? (
            <button type="button" className="ui-button" onClick={() => setReason('')}>
              {t('退回')}
            </button>
          ) : (
            <form
              className="form"
              onSubmit={(event) => {
                event.preventDefault();
                void did(back.send({ ...of, words: reason }, seen), t('已退回')).then((done) => done && setReason(null));
              }}
            >
              <label>
                <span>{t('哪里要改？写给起草的同事')}</span>
                <textarea
                  className="ui-input"
                  required
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              </label>
              <span className="ui-buttons">
                <button type="submit" className="ui-button" disabled={back.sending}>
                  {t('退回')}
                </button>
                <button type="button" className="ui-button ui-button--quiet" onClick={() => setReason(null)}>
                  {t('算了')}
                </button>
              </span>
            </form>
          )}
        </>
      ) : null}
      {publisher && version.state === 'published' && (version.validUntil === null || version.validUntil > today) ? (
        ending === null ? (
          <button type="button" className="ui-button" onClick={() => setEnding({ lastDay: today, reason: '' })}>
            {t('定一个截止日')}
          </button>
        ) : (
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              void did(end.send({ ...of, ...ending }, seen), t('截止日已定')).then((done) => done && setEnding(null));
            }}
          >
            <label>
              <span>{t('最后一天')}</span>
              <input
                className="ui-input"
                type="date"
                required
                value={ending.lastDay}
                onChange={(event) => setEnding({ ...ending, lastDay: event.target.value })}
              />
            </label>
            <label>
              <span>{t('为什么')}</span>
              <textarea
                className="ui-input"
                required
                maxLength={300}
                value={ending.reason}
                onChange={(event) => setEnding({ ...ending, reason: event.target.value })}
              />
            </label>
            <span className="ui-buttons">
              <button type="submit" className="ui-button" disabled={end.sending}>
                {t('到那天为止')}
              </button>
              <button type="button" className="ui-button ui-button--quiet" onClick={() => setEnding(null)}>
                {t('算了')}
              </button>
            </span>
          </form>
        )
      ) : null}
      {[handIn, back, publishing, trial, withdraw, end].map((sender, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the senders never change their order
        <Problem key={i} of={sender} />
      ))}
    </section>
  );
};
