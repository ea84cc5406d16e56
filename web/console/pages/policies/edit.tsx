import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import {
  checkRule,
  draft as draftPolicy,
  facts as factsRead,
  policy,
  type RuleProblem,
  type RuleReport,
} from '../../../../modules/discovery/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useLook, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { Page } from '../../shell/page.tsx';
import { usePageParams } from '../../shell/place.ts';
import { type Draft, draftOf, emptyDraft, payloadOf } from './draft.ts';
import { ExamplesField } from './examples-field.tsx';
import { RuleInput } from './rule-input.tsx';
import { RuleSaid } from './rule-report.tsx';
import { TermsFields } from './terms-fields.tsx';
import './policies.css';

const words = dictionary({
  起草政策: 'Draft a policy',
  改政策: 'Edit a policy',
  '写一条，右边就念回来一条。': 'Whatever is written on the left is read back on the right.',
  存为草稿: 'Save as a draft',
  '已存为草稿，接着试算、提交': 'Saved; try it and hand it in next',
  回去: 'Back',
  上次没存完的内容还在: 'What was not saved last time is still here',
  从头来: 'Start over',
  谁符合: 'Who qualifies',
  规则: 'Rule',
  单独起名的条件: 'Conditions with a name of their own',
  名字: 'Name',
  '例如：人均收入低': 'For example: 人均收入低',
  加一个: 'Add one',
  去掉: 'Remove',
  例子: 'Examples',
  写下规则后会念回来: 'Once a rule is written it is read back here',
  有人刚改过这项政策: 'Somebody has just changed this policy',
  '看过他改的再定，你写的都还在。': 'Look at what they changed, then decide; all you wrote is still here.',
  用他改的: 'Take theirs',
  仍用我写的: 'Keep mine',
});

/** ms after the last key before the rule is checked */
const SETTLE = 350;

/** A value that stands still for a moment. */
const useSettled = <T,>(value: T): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

type EditorProps = {
  initial: Draft;
  /** Under which name the draft is kept. */
  kept: string;
  back: string;
  /** The policy as it is now; null where it is new. */
  latest?: Draft | null;
};

const Editor = ({ initial, kept, back, latest = null }: EditorProps): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const navigate = useNavigate();
  const [draft, setDraft, clear, restored] = useDraft<Draft>(kept, initial);
  const known = useRead(factsRead, {});
  const save = useSend(draftPolicy);
  const { body } = draft;
  const setBody = (change: Partial<Draft['body']>): void => {
    // What was refused is being put right.
    if (save.refusal !== null) save.reset();
    setDraft((before) => ({ ...before, body: { ...before.body, ...change } }));
  };
  const question = useSettled(
    useMemo(
      () => ({
        rule: body.rule,
        rules: body.rules.filter(({ name, text }) => name !== '' && text !== ''),
        examples: body.examples.filter(({ name }) => name.trim() !== ''),
      }),
      [body.rule, body.rules, body.examples],
    ),
  );
  const checked = useRead(checkRule, question, { enabled: question.rule.trim() !== '', keepPrevious: true });
  const report = question.rule.trim() === '' ? undefined : checked.data;
  /** What the rule said when it could last be read: half a word typed must not empty the screen. */
  const [readable, setReadable] = useState<RuleReport | null>(null);
  useEffect(() => {
    if (report?.problem === null) setReadable(report);
  }, [report]);
  const refusedAt = save.refusal?.code === 'rule_refused' ? ((save.refusal.info ?? null) as unknown as RuleProblem | null) : null;
  const problemIn = (rule: string | null): RuleProblem | null => {
    const problem = report === undefined ? refusedAt : report.problem;
    return problem !== null && problem.rule === rule ? problem : null;
  };
  const looksAt = readable?.facts.map(({ name }) => name) ?? [];
  const facts = known.data?.rows ?? [];
  const submit = async (): Promise<void> => {
    const sent = await save.send(payloadOf(draft), draft.seen === null ? {} : { seen: draft.seen });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('已存为草稿，接着试算、提交'));
    await navigate({ to: '/policies/$id', params: { id: draft.policy } });
  };
  return (
    <Page
      title={latest === null ? t('起草政策') : t('改政策')}
      lead={t('写一条，右边就念回来一条。')}
      actions={
        <>
          <Link className="ui-button" to={back}>
            {t('回去')}
          </Link>
          <button type="submit" form="policy" className="ui-button ui-button--primary" disabled={save.sending}>
            {t('存为草稿')}
          </button>
        </>
      }
      side={readable === null ? <p className="soft">{t('写下规则后会念回来')}</p> : <RuleSaid report={readable} />}
    >
      <form
        id="policy"
        className="form policy-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {restored ? (
          <p className="form__help">
            {t('上次没存完的内容还在')}{' '}
            <button type="button" className="copy" onClick={clear}>
              {t('从头来')}
            </button>
          </p>
        ) : null}
        <Problem of={save} />
        {latest === null || latest.seen === draft.seen ? null : (
          <Trouble
            tone="waiting"
            what={t('有人刚改过这项政策')}
            todo={t('看过他改的再定，你写的都还在。')}
            actions={
              <>
                <button type="button" className="ui-button" onClick={() => setDraft(latest)}>
                  {t('用他改的')}
                </button>
                <button type="button" className="ui-button" onClick={() => setDraft((before) => ({ ...before, seen: latest.seen }))}>
                  {t('仍用我写的')}
                </button>
              </>
            }
          />
        )}
        <TermsFields draft={draft} change={(part) => setDraft((before) => ({ ...before, ...part }))} isNew={latest === null} />
        <h2>{t('谁符合')}</h2>
        <RuleInput
          label={t('规则')}
          value={body.rule}
          onChange={(rule) => setBody({ rule })}
          facts={facts}
          names={body.rules.map(({ name }) => name).filter((name) => name !== '')}
          problem={problemIn(null)}
        />
        <details open={body.rules.length > 0}>
          <summary>{t('单独起名的条件')}</summary>
          {body.rules.map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sub-rule is known by its place while its name is typed
            <div key={i} className="sub-rule">
              <input
                className="ui-input"
                aria-label={t('名字')}
                placeholder={t('例如：人均收入低')}
                maxLength={40}
                value={one.name}
                onChange={(event) =>
                  setBody({ rules: body.rules.map((other, at) => (at === i ? { ...other, name: event.target.value } : other)) })
                }
              />
              <RuleInput
                label={one.name || t('规则')}
                value={one.text}
                onChange={(text) => setBody({ rules: body.rules.map((other, at) => (at === i ? { ...other, text } : other)) })}
                facts={facts}
                names={body.rules.map(({ name }) => name).filter((name) => name !== '' && name !== one.name)}
                problem={problemIn(one.name)}
              />
              <button type="button" className="copy" onClick={() => setBody({ rules: body.rules.filter((_, at) => at !== i) })}>
                {t('去掉')}
              </button>
            </div>
          ))}
          <button type="button" className="ui-button" onClick={() => setBody({ rules: [...body.rules, { name: '', text: '' }] })}>
            {t('加一个')}
          </button>
        </details>
        {checked.error ? <Failure error={checked.error} kept /> : null}
        <h2>{t('例子')}</h2>
        <ExamplesField
          examples={body.examples}
          results={report?.problem === null ? report.examples : []}
          dictionary={facts}
          looksAt={looksAt}
          onChange={(examples) => setBody({ examples })}
        />
      </form>
    </Page>
  );
};

/** A policy that is there: its draft is changed, or a new version begins as the one in force. */
const EditScreen = (): ReactNode => {
  const t = useWords(words);
  const { today } = useLook();
  const { id } = usePageParams<'id'>();
  const found = useRead(policy, { id });
  const latest = useMemo(() => (found.data === undefined ? null : draftOf(found.data, today)), [found.data, today]);
  const [first, setFirst] = useState<Draft | null>(null);
  useEffect(() => setFirst((before) => before ?? latest), [latest]);
  if (first === null)
    return <Page title={t('改政策')}>{found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : <Wait />}</Page>;
  return <Editor initial={first} kept={`policy.${id}`} back={`/policies/${id}`} latest={latest ?? first} />;
};
export default EditScreen;

/** A policy that is not there yet. */
export const NewPolicyScreen = (): ReactNode => {
  const { today } = useLook();
  const [first] = useState(() => emptyDraft(today));
  return <Editor initial={first} kept="policy.new" back="/policies" />;
};
