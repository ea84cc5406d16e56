import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { doErrand } from '../../../../modules/cases/contract.ts';
import type { RouteStep } from '../../../../modules/catalogue/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { LongField } from '../../parts/field.tsx';
import { Go } from '../../parts/go.tsx';
import { ActionBar } from '../../shell/screen.tsx';
import { ConsentGate } from './consent-gate.tsx';
import { type CasePage, consentOf, type Task } from './consent-of.ts';
import { DONE, PLACES, TO_DO } from './errand-words.ts';
import { type Brought, BroughtPaper, nothingBrought } from './papers.tsx';
import { isWhole, ProxySignature, type Signing } from './proxy-signature.tsx';
import { StillMissing } from './still-missing.tsx';

const words = dictionary({
  怎么办: 'What to do',
  去请本人授权: 'Ask for the consent',
  '要等前面的办完：{what}': 'Waits for what comes before: {what}',
  '记一句（可不写）': 'A note, if any',
  记好了: 'Noted',
  这一步已经办完: 'This step is done',
  这一步不用办了: 'This step is no longer needed',
  代签: 'Signature by proxy',
  '还要写全：谁签的、关系、地点、见证人、照片': 'Still to fill in: who signed, relation, place, witness, photo',
});

type Form = { readonly note: string; readonly brought: readonly Brought[]; readonly proxy: Signing };

/** A step of a case's route: what to do, on whose consent, what it brings, done. */
export const Errand = ({ task, step, shown }: { task: Task; step: RouteStep; shown: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const navigate = useNavigate();
  const doing = useSend(doErrand);
  const [start] = useState<Form>(() => ({
    note: '',
    brought: nothingBrought(step.yields),
    proxy: { id: newId(), signer: '', relation: '', place: '', witness: '', document: null },
  }));
  const [form, setForm, clear] = useDraft(`field.errand.${task.id}`, start);
  const [asked, setAsked] = useState(false);
  const about = { case: shown.case.id, resident: shown.case.resident.id };
  const found = useMemo(() => consentOf(shown, step, task, new Date().toISOString()), [shown, step, task]);
  const byProxy = task.consentScope === 'proxy_signature';
  const open = task.state === 'open';
  const nameOf = (key: string) => shown.item.materials.find((one) => one.key === key)?.name ?? { zh: key, en: key };

  const done = async (): Promise<void> => {
    setAsked(true);
    if (byProxy && !isWhole(form.proxy)) return;
    const { document, ...proxy } = form.proxy;
    const sent = await doing.send({
      case: about.case,
      task: task.id,
      note: form.note.trim() || null,
      brought: form.brought.flatMap(({ how, ...paper }) => (how === 'none' ? [] : [{ ...paper, how }])),
      signature: byProxy && document !== null ? { ...proxy, document } : null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('记好了'));
    void navigate({ to: '/today' });
  };

  return (
    <>
      <Card title={t('怎么办')}>
        <p>{format.text(TO_DO[step.kind])}</p>
        <p className="text-soft">{format.text(PLACES[step.place])}</p>
        {task.state === 'waiting' ? (
          <Trouble
            tone="waiting"
            what={t('要等前面的办完：{what}', {
              what: task.after
                .filter((one) => one.state !== 'done' && one.state !== 'dropped')
                .map((one) => format.text(one.title))
                .join('、'),
            })}
          />
        ) : null}
        {task.state === 'done' ? <p className="font-semibold text-green-ink">✓ {t('这一步已经办完')}</p> : null}
        {task.state === 'dropped' ? <p className="font-semibold">{t('这一步不用办了')}</p> : null}
        {found !== null && task.consentScope !== null && open ? <ConsentGate found={found} scope={task.consentScope} /> : null}
      </Card>
      {open && found?.ok !== false ? (
        <>
          {form.brought.length > 0 || byProxy ? (
            <Card {...(byProxy ? { title: t('代签') } : {})}>
              {form.brought.map((paper) => (
                <BroughtPaper
                  key={paper.key}
                  name={nameOf(paper.key)}
                  paper={paper}
                  about={about}
                  onPaper={(changed) =>
                    setForm((before) => ({ ...before, brought: before.brought.map((one) => (one.key === changed.key ? changed : one)) }))
                  }
                />
              ))}
              {byProxy ? (
                <ProxySignature proxy={form.proxy} about={about} onProxy={(proxy) => setForm((before) => ({ ...before, proxy }))} />
              ) : null}
            </Card>
          ) : null}
          <StillMissing shown={shown} />
          <Card>
            <LongField
              label={t('记一句（可不写）')}
              rows={2}
              value={form.note}
              onText={(note) => setForm((before) => ({ ...before, note }))}
            />
          </Card>
          <div className="grid gap-3 px-5 empty:hidden">
            {asked && byProxy && !isWhole(form.proxy) ? (
              <Trouble tone="waiting" what={t('还要写全：谁签的、关系、地点、见证人、照片')} />
            ) : null}
            {doing.refusal ? <Refusal refusal={doing.refusal} kept /> : null}
            {doing.error ? <Failure error={doing.error} kept retry={() => void done()} /> : null}
          </div>
          <ActionBar>
            <Button look="primary" wide disabled={doing.sending} onClick={() => void done()}>
              {format.text(DONE[step.kind])}
            </Button>
          </ActionBar>
        </>
      ) : null}
      {open && found?.ok === false ? (
        <ActionBar>
          <Go look="primary" to={`/cases/${about.case}/consent?task=${task.id}`}>
            {t('去请本人授权')}
          </Go>
        </ActionBar>
      ) : null}
    </>
  );
};
