import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { addDays, startOf } from '../../../../kernel/time.ts';
import { page } from '../../../../modules/cases/contract.ts';
import { CONSENT_SCOPES, type ConsentScope, giveConsent, SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Tick } from '../../parts/tick.tsx';
import { useAsked, usePageParams } from '../../shell/params.ts';
import { ActionBar, Screen } from '../../shell/screen.tsx';
import type { CasePage } from '../task/consent-of.ts';
import { EMPTY, type EvidenceForm, evidenceOf, missingOf } from './evidence.ts';
import { GivenConsent } from './given.tsx';
import { How } from './how.tsx';
import { kindsFor, neededScopes } from './needed.ts';
import { isNamed, WHOM, type Whom, WhomField } from './whom.tsx';

const words = dictionary({
  本人授权: 'Consent',
  '{who}：{item}': '{who}: {item}',
  '同意替他办哪些？': 'What may be done in the person’s name?',
  '到什么时候为止？': 'Until when?',
  到这件事办完: 'Until this matter is done',
  只到某一天: 'Only until a day',
  '哪一天（含当天）': 'Which day (included)',
  '本人点头了：这是您本人的意思吗？是': 'Asked “Is this what you yourself want?”, the person said yes',
  记下授权: 'Record the consent',
  授权记好了: 'Consent recorded',
  '还没写全：打勾、填上标出的几项，再问一句是不是本人的意思':
    'Not complete: tick what may be done, fill in what is marked, and ask whether it is what the person wants',
  日子要在今天或以后: 'The day must be today or later',
  再记一份授权: 'Record another',
  还同意别的: 'Something else as well',
});

type Form = {
  readonly scopes: readonly ConsentScope[];
  readonly whom: Whom;
  readonly until: 'matter' | 'day';
  readonly day: string;
  readonly evidence: EvidenceForm;
  readonly ownWill: boolean;
};

/** What is asked of the person, and how they said it. */
const NewConsent = ({ shown, task }: { shown: CasePage; task: string | undefined }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const router = useRouter();
  const { me, post } = useSession();
  const giving = useSend(giveConsent);
  const needed = neededScopes(shown, task);
  const [id] = useState(newId);
  const [start] = useState<Form>(() => {
    const allowed = kindsFor(shown, needed);
    return {
      scopes: needed,
      whom: WHOM,
      until: 'matter',
      day: '',
      evidence: { ...EMPTY, kind: allowed?.[0] ?? 'signature' },
      ownWill: false,
    };
  });
  const [form, setForm, clear] = useDraft(`field.consent.${shown.case.id}.${task ?? 'any'}`, start);
  const [asked, setAsked] = useState(false);
  const allowed = kindsFor(shown, form.scopes);
  const change = (changed: Partial<Form>): void => setForm((before) => ({ ...before, ...changed }));
  const dayGood = form.until === 'matter' || form.day >= format.today;
  const whole = form.scopes.length > 0 && form.ownWill && dayGood && isNamed(form.whom) && missingOf(form.evidence).length === 0;
  const resident = shown.case.resident;
  // What the steps need stands first; the rest is shown when asked for, or ticked already.
  const [all, setAll] = useState(needed.length === 0);
  const offered = [...needed, ...CONSENT_SCOPES.filter((scope) => !needed.includes(scope) && (all || form.scopes.includes(scope)))];

  const record = async (): Promise<void> => {
    setAsked(true);
    if (!whole) return;
    const { kind, name, relation } = form.whom;
    const sent = await giving.send({
      id,
      resident: resident.id,
      caseId: shown.case.id,
      grantee:
        kind === 'post'
          ? { kind, name: me.person.name, post: post?.id ?? null }
          : kind === 'office'
            ? { kind, name: post?.siteName ?? '' }
            : { kind, name: name.trim(), relation: relation.trim() || null },
      scopes: [...form.scopes],
      from: new Date().toISOString(),
      until: form.until === 'day' ? startOf(addDays(form.day, 1)) : null,
      ownWill: true,
      evidence: evidenceOf(form.evidence),
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('授权记好了'));
    router.history.back();
  };

  return (
    <>
      <Card title={t('{who}：{item}', { who: resident.name ?? '', item: format.text(shown.item.name) })}>
        <fieldset>
          <legend className="font-semibold">{t('同意替他办哪些？')}</legend>
          {offered.map((scope) => (
            <Tick
              key={scope}
              checked={form.scopes.includes(scope)}
              onTick={(on) => change({ scopes: on ? [...form.scopes, scope] : form.scopes.filter((one) => one !== scope) })}
            >
              {format.text(SCOPE_NAMES[scope])}
            </Tick>
          ))}
          {all ? null : (
            <Button look="quiet" className="-ml-5" onClick={() => setAll(true)}>
              {t('还同意别的')}
            </Button>
          )}
        </fieldset>
      </Card>
      <Card>
        <WhomField whom={form.whom} asked={asked} onWhom={(whom) => change({ whom })} />
        <Choice
          label={t('到什么时候为止？')}
          value={form.until}
          onChoose={(until) => change({ until: until === 'day' ? 'day' : 'matter' })}
          options={[
            { value: 'matter', label: t('到这件事办完') },
            { value: 'day', label: t('只到某一天') },
          ]}
        />
        {form.until === 'day' ? (
          <Field
            label={t('哪一天（含当天）')}
            type="date"
            min={format.today}
            error={asked && !dayGood ? t('日子要在今天或以后') : undefined}
            value={form.day}
            onText={(day) => change({ day })}
          />
        ) : null}
      </Card>
      <Card>
        <How
          form={form.evidence}
          allowed={allowed}
          asked={asked}
          about={{ subject: { kind: 'case', id: shown.case.id }, resident: resident.id, how: 'taken' }}
          onForm={(changed) => setForm((before) => ({ ...before, evidence: { ...before.evidence, ...changed } }))}
        />
      </Card>
      <Card>
        <Tick checked={form.ownWill} onTick={(ownWill) => change({ ownWill })}>
          {t('本人点头了：这是您本人的意思吗？是')}
        </Tick>
        {asked && !whole ? <Trouble tone="waiting" what={t('还没写全：打勾、填上标出的几项，再问一句是不是本人的意思')} /> : null}
        {giving.refusal ? <Refusal refusal={giving.refusal} kept /> : null}
        {giving.error ? <Failure error={giving.error} kept retry={() => void record()} /> : null}
      </Card>
      <ActionBar>
        <Button look="primary" wide disabled={giving.sending} onClick={() => void record()}>
          {t('记下授权')}
        </Button>
      </ActionBar>
    </>
  );
};

/** The consents of a case: those given, and a new one. */
const ConsentScreen = (): ReactNode => {
  const t = useWords(words);
  const { id } = usePageParams<'id'>();
  const task = useAsked('task');
  const read = useRead(page, { id });
  const [another, setAnother] = useState(task !== undefined);
  const shown = read.data;
  const entering = shown !== undefined && (another || shown.consents.length === 0);
  return (
    <Screen title={t('本人授权')} back>
      <div className="grid gap-4 py-4">
        {read.error ? (
          <div className="px-5">
            <Failure error={read.error} retry={() => void read.refetch()} />
          </div>
        ) : null}
        {!shown && !read.error ? (
          <div className="px-5">
            <Wait />
          </div>
        ) : null}
        {shown?.consents.map((consent) => (
          <GivenConsent key={consent.id} consent={consent} />
        ))}
        {entering ? <NewConsent shown={shown} task={task} /> : null}
        {shown && !entering ? (
          <ActionBar>
            <Button look="primary" wide onClick={() => setAnother(true)}>
              {t('再记一份授权')}
            </Button>
          </ActionBar>
        ) : null}
      </div>
    </Screen>
  );
};
export default ConsentScreen;
