import { Select } from 'antd';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { facts as factsRead, follows, LEAD_STATE_NAMES, ofResident, VERDICT_NAMES } from '../../../../modules/discovery/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useApi } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ClauseTree } from '../policies/rule-report.tsx';
import { type Why, whyOf } from '../residents/look.ts';
import { AnswerInPlace } from './answer-in-place.tsx';
import { EnterLead } from './enter-lead.tsx';
import { LeadActions } from './lead-actions.tsx';
import { FOUND_NAMES, HOW_NAMES, STEP_NAMES } from './lead-words.ts';
import { OwnList } from './own-list.tsx';
import { PassedOn } from './passed-on.tsx';
import './leads.css';

const words = dictionary({
  可能享受的政策: 'What may be due to them',
  '再问 {n} 句，就能弄清 {settles} 项': 'Asking {n} more settles {settles}',
  接着问: 'Ask next',
  '{day}起': 'since {day}',
  为什么: 'Why',
  '如果不是“{now}”，结论会变': 'It would turn if it were not so: {now}',
  '还差：{facts}': 'Missing: {facts}',
  示例: 'Sample',
  还没有可能享受的政策: 'Nothing seems due to them yet',
  '问到的情况越多，能看出来的越多。': 'The more is known, the more can be seen.',
  '有 {n} 项不符合，看看为什么': '{n} do not apply; see why',
  '说过、但没有用上的情况': 'Said, but not used',
  '{fact}：说法不一（{values}）': '{fact}: sources differ ({values})',
  '{fact}：过期了，上次是{values}': '{fact}: run out; last said {values}',
  '{fact}：{values}，不像真的': '{fact}: {values} is hard to believe',
  '如果身份变了，会跟着有什么': 'What would follow from a new status',
  新的身份: 'New status',
  会有: 'Would come',
  '更近一步，还差：{facts}': 'nearer; still missing: {facts}',
  会没有: 'Would go',
  没有变化: 'Nothing changes',
  '还有 {n} 项，要问得更多才知道': '{n} more that take more questions',
  告诉过的经过: 'What was said so far',
  '{what}（{how}）': '{what} ({how})',
});

type Answer = z.output<(typeof ofResident)['answer']>;

/** What takes more questions than these stands folded below. */
const FEW = 3;
/** ms after an answer at which a lead may have followed: screening runs by itself, behind the answer. */
const FOLLOWS_AFTER = [1500, 6000] as const;
/** Somebody may be due something, and no lead says so yet. */
const leadAwaited = ({ findings, leads }: Answer): boolean =>
  findings.some(({ verdict, policy }) => verdict === 'yes' && !leads.some((lead) => lead.policy.id === policy.id));

/** Statuses that others follow from, with the value asked about. */
const STATUSES = ['低保', '低保边缘', '特困'] as const;

/** What may be due to a person, why, and what to ask next. Each reading is a look, so it happens once and after one's own changes. */
export const MayQualify = ({ id, why }: { id: string; why: Why }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const api = useApi();
  const [seen, setSeen] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [all, setAll] = useState(false);
  const reload = useCallback(async (): Promise<void> => {
    setError(null);
    try {
      setSeen(await api.read(ofResident, { id, no: all ? 'true' : 'false', ...whyOf(why) }));
    } catch (thrown) {
      setError(thrown);
    }
  }, [api, id, all, why]);
  useEffect(() => void reload(), [reload]);
  const again = (): void => void reload();
  const [answered, setAnswered] = useState(0);
  const awaited = seen !== null && leadAwaited(seen);
  useEffect(() => {
    const wait = answered > 0 && awaited ? FOLLOWS_AFTER[answered - 1] : undefined;
    if (wait === undefined) return;
    const timer = setTimeout(() => {
      setAnswered(answered + 1);
      void reload();
    }, wait);
    return () => clearTimeout(timer);
  }, [answered, awaited, reload]);
  if (error !== null && seen === null) return <Failure error={error} retry={again} />;
  if (seen === null) return <Wait />;
  const ask = seen.ask.at(-1);
  const near = seen.findings.filter(({ verdict, missing }) => verdict !== 'unknown' || missing.length <= FEW);
  const far = seen.findings.filter((one) => !near.includes(one));
  const shown = (one: Finding): ReactNode => (
    <OneFinding key={one.policy.id} one={one} resident={id} lead={seen.leads.find((row) => row.id === one.lead)} done={again} />
  );
  const closed = seen.leads.filter(({ steps }) => steps.length > 0);
  return (
    <section className="panel" aria-label={t('可能享受的政策')}>
      <h2>{t('可能享受的政策')}</h2>
      <p className="soft">{format.text(seen.hint)}</p>
      {error === null ? null : <Failure error={error} retry={again} />}
      {ask === undefined ? null : (
        <>
          <h3>{ask.settles > 0 ? t('再问 {n} 句，就能弄清 {settles} 项', { n: ask.facts.length, settles: ask.settles }) : t('接着问')}</h3>
          <ul className="asks">
            {ask.facts.map((asked) => (
              <AnswerInPlace
                key={asked.name}
                resident={id}
                asked={asked}
                done={() => {
                  setAnswered(1);
                  again();
                }}
              />
            ))}
          </ul>
        </>
      )}
      {seen.findings.length === 0 ? (
        <Empty picture="lamp" title={t('还没有可能享受的政策')} next={t('问到的情况越多，能看出来的越多。')} />
      ) : null}
      {near.map(shown)}
      {far.length === 0 ? null : (
        <details className="finding-more">
          <summary>{t('还有 {n} 项，要问得更多才知道', { n: far.length })}</summary>
          {far.map(shown)}
        </details>
      )}
      {seen.no > 0 && !all ? (
        <p>
          <button type="button" className="link" onClick={() => setAll(true)}>
            {t('有 {n} 项不符合，看看为什么', { n: seen.no })}
          </button>
        </p>
      ) : null}
      {seen.attention.length === 0 ? null : (
        <details>
          <summary>{t('说过、但没有用上的情况')}</summary>
          <ul>
            {seen.attention.map(({ fact, kind, values }) => (
              <li key={`${fact} ${kind}`}>
                {kind === 'conflict'
                  ? t('{fact}：说法不一（{values}）', { fact, values: values.join('、') })
                  : kind === 'expired'
                    ? t('{fact}：过期了，上次是{values}', { fact, values: values.join('、') })
                    : t('{fact}：{values}，不像真的', { fact, values: values.join('、') })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {closed.length === 0 ? null : (
        <details>
          <summary>{t('告诉过的经过')}</summary>
          <ul>
            {closed.flatMap((lead) =>
              lead.steps.map((step) => (
                <li key={`${lead.id} ${step.at} ${step.what}`}>
                  <Moment at={step.at} /> {step.by} · {format.text(lead.policy.name)} ·{' '}
                  {step.how === null
                    ? format.text(step.foundBy === null ? STEP_NAMES[step.what] : FOUND_NAMES[step.foundBy])
                    : t('{what}（{how}）', { what: format.text(STEP_NAMES[step.what]), how: format.text(HOW_NAMES[step.how]) })}
                  {step.words === null ? '' : `：${step.words}`}
                </li>
              )),
            )}
          </ul>
        </details>
      )}
      <EnterLead resident={id} done={again} />
      <Follows id={id} why={why} />
      <OwnList id={id} why={why} passed={again} />
      <PassedOn lists={seen.passedOn} />
    </section>
  );
};

type Finding = Answer['findings'][number];

/** One policy: what it gives, whether it may be theirs, why, and the lead with its next step. */
const OneFinding = ({
  one,
  resident,
  lead,
  done,
}: {
  one: Finding;
  resident: string;
  lead: Answer['leads'][number] | undefined;
  done: () => void;
}): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <article className="finding">
      <p className="finding__head">
        <b>{format.text(one.policy.name)}</b>
        {one.policy.example ? <span className="example">{t('示例')}</span> : null}
        <span className={`verdict verdict--${one.verdict}`}>{format.text(VERDICT_NAMES[one.verdict])}</span>
        {one.since === null ? null : <span className="soft">{t('{day}起', { day: format.shortDay(one.since) })}</span>}
        {lead === undefined ? null : <span className="tag">{format.text(LEAD_STATE_NAMES[lead.state])}</span>}
      </p>
      <p>
        {one.policy.what} <span className="soft">{one.policy.amount}</span>
      </p>
      {one.verdict === 'unknown' && one.missing.length > 0 ? (
        <p className="soft">{t('还差：{facts}', { facts: one.missing.join('、') })}</p>
      ) : null}
      {one.clause === null && one.turning.length === 0 ? null : (
        <details>
          <summary>{t('为什么')}</summary>
          {one.clause === null ? <p>{format.text(one.summary)}</p> : <ClauseTree clause={one.clause} />}
          {one.turning.map(({ fact, now }) => (
            <p key={fact} className="soft">
              {t('如果不是“{now}”，结论会变', { now: format.text(now) })}
            </p>
          ))}
        </details>
      )}
      {lead === undefined ? null : (
        <LeadActions lead={{ id: lead.id, resident, state: lead.state, holder: lead.holder, policy: lead.policy }} done={done} />
      )}
    </article>
  );
};

/** D6: what a new status would bring, before it is asked for. */
const Follows = ({ id, why }: { id: string; why: Why }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const api = useApi();
  const known = useRead(factsRead, {}).data?.rows ?? [];
  const [fact, setFact] = useState<string | null>(null);
  const [answer, setAnswer] = useState<z.output<(typeof follows)['answer']> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const options = known.filter(({ type, derived }) => type === 'boolean' && !derived).map(({ name }) => name);
  const sorted = [
    ...STATUSES.filter((name) => options.includes(name)),
    ...options.filter((name) => !(STATUSES as readonly string[]).includes(name)),
  ];
  const choose = async (name: string): Promise<void> => {
    setFact(name);
    setError(null);
    try {
      setAnswer(await api.read(follows, { resident: id, fact: name, value: true, ...whyOf(why) }));
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <details className="follows">
      <summary>{t('如果身份变了，会跟着有什么')}</summary>
      <Select
        aria-label={t('新的身份')}
        placeholder={t('新的身份')}
        showSearch
        value={fact}
        options={sorted.map((name) => ({ value: name, label: name }))}
        onChange={(name: string | null) => name && void choose(name)}
        style={{ width: 200 }}
      />
      {error === null ? null : <Failure error={error} />}
      {answer === null ? null : (
        <ul>
          {answer.turns.map((policy) => (
            <li key={policy.id}>
              {t('会有')} <b>{format.text(policy.name)}</b> <span className="soft">{policy.amount}</span>
            </li>
          ))}
          {answer.nearer.map(({ policy, missing }) => (
            <li key={policy.id}>
              {format.text(policy.name)} <span className="soft">{t('更近一步，还差：{facts}', { facts: missing.join('、') })}</span>
            </li>
          ))}
          {answer.lost.map((policy) => (
            <li key={policy.id}>
              {t('会没有')} {format.text(policy.name)}
            </li>
          ))}
          {answer.turns.length + answer.nearer.length + answer.lost.length === 0 ? <li className="soft">{t('没有变化')}</li> : null}
        </ul>
      )}
    </details>
  );
};
