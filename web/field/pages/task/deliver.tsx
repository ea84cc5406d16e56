import { type ReactNode, useMemo, useState } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { delivered, doErrand } from '../../../../modules/cases/contract.ts';
import type { RouteStep } from '../../../../modules/catalogue/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { ProofField } from '../../files/proof-field.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Go } from '../../parts/go.tsx';
import { useVisit } from '../../person/use-visit.ts';
import { ActionBar } from '../../shell/screen.tsx';
import { ConsentGate } from './consent-gate.tsx';
import { type CasePage, consentOf, type Task } from './consent-of.ts';

const words = dictionary({
  '送什么：{what}': 'What: {what}',
  '当面交给谁？': 'Who took it?',
  本人: 'The person',
  同住的家人: 'Somebody of the household',
  代收的人: 'Somebody who receives it for the person',
  签收人姓名: 'Name of who took it',
  在哪里交的: 'Where it was handed over',
  签收: 'Signed for',
  '送到了，已签收': 'Delivered and signed for',
  去请本人授权: 'Ask for the consent',
  姓名和地点要写上: 'Name and place are needed',
  '记好了，请本人评一评': 'Noted. Now ask how it went',
});

type To = 'self' | 'household' | 'proxy';
type Form = { readonly to: To; readonly name: string | null; readonly place: string | null; readonly receipt: Id | null };
const START: Form = { to: 'self', name: null, place: null, receipt: null };

/** The result comes home: who took it, where, signed for. */
export const Deliver = ({ task, step, shown }: { task: Task; step: RouteStep; shown: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const errand = useSend(doErrand);
  const delivering = useSend(delivered);
  const visit = useVisit(shown.case.resident.id);
  const [form, setForm, clear] = useDraft(`field.deliver.${task.id}`, START);
  const [asked, setAsked] = useState(false);
  const found = useMemo(() => consentOf(shown, step, task, new Date().toISOString()), [shown, step, task]);
  const self = visit.data?.person.name ?? shown.case.resident.name ?? '';
  const home = visit.data?.person.address ?? visit.data?.household?.address ?? '';
  const name = form.name ?? (form.to === 'self' ? self : '');
  const place = form.place ?? home;
  const whole = name.trim() !== '' && place.trim() !== '';

  const done = async (): Promise<void> => {
    setAsked(true);
    if (!whole) return;
    // A step on consent is recorded as one before the case may end with it.
    if (task.consentScope !== null && task.state === 'open') {
      const first = await errand.send({ case: shown.case.id, task: task.id });
      if (first === null || first.outcome === 'refused') return;
    }
    const sent = await delivering.send({
      case: shown.case.id,
      how: 'home',
      to: form.to,
      toName: name.trim(),
      place: place.trim(),
      receipt: form.receipt,
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('记好了，请本人评一评'));
  };

  if (found?.ok === false && task.consentScope !== null && task.state === 'open')
    return (
      <>
        <Card>
          <ConsentGate found={found} scope={task.consentScope} />
        </Card>
        <ActionBar>
          <Go look="primary" to={`/cases/${shown.case.id}/consent?task=${task.id}`}>
            {t('去请本人授权')}
          </Go>
        </ActionBar>
      </>
    );
  return (
    <>
      <Card title={t('送什么：{what}', { what: format.text(shown.item.result.name) })}>
        <Choice
          label={t('当面交给谁？')}
          value={form.to}
          onChoose={(to) => setForm((before) => ({ ...before, to: to as To, name: null }))}
          options={[
            { value: 'self', label: t('本人') },
            { value: 'household', label: t('同住的家人') },
            { value: 'proxy', label: t('代收的人') },
          ]}
        />
        <Field
          label={t('签收人姓名')}
          error={asked && name.trim() === '' ? t('姓名和地点要写上') : undefined}
          maxLength={40}
          autoComplete="off"
          value={name}
          onText={(text) => setForm((before) => ({ ...before, name: text }))}
        />
        <Field
          label={t('在哪里交的')}
          error={asked && place.trim() === '' ? t('姓名和地点要写上') : undefined}
          maxLength={80}
          autoComplete="off"
          value={place}
          onText={(text) => setForm((before) => ({ ...before, place: text }))}
        />
        <ProofField
          label={t('签收')}
          about={{ subject: { kind: 'case', id: shown.case.id }, resident: shown.case.resident.id, how: 'taken' }}
          kept={form.receipt}
          onKept={(receipt) => setForm((before) => ({ ...before, receipt }))}
        />
      </Card>
      <div className="grid gap-3 px-5 empty:hidden">
        {asked && !whole ? <Trouble tone="waiting" what={t('姓名和地点要写上')} /> : null}
        {[errand, delivering].map((one, n) =>
          one.refusal ? <Refusal key={n === 0 ? 'errand' : 'delivering'} refusal={one.refusal} kept /> : null,
        )}
        {(delivering.error ?? errand.error) ? <Failure error={delivering.error ?? errand.error} kept retry={() => void done()} /> : null}
      </div>
      <ActionBar>
        <Button look="primary" wide disabled={errand.sending || delivering.sending} onClick={() => void done()}>
          {t('送到了，已签收')}
        </Button>
      </ActionBar>
    </>
  );
};
