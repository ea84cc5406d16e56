import type { ReactNode } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { TOLD_HOW, tell } from '../../../../modules/discovery/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary, type Text } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { LongField } from '../../parts/field.tsx';
import { Row, Rows } from '../../parts/row.tsx';
import type { Findings } from '../../person/use-findings.ts';
import { Who } from '../../person/who.tsx';
import { ActionBar } from '../../shell/screen.tsx';
import { FindingCard } from './finding-card.tsx';

const words = dictionary({
  眼下没有看出可能符合的: 'Nothing seems due to them at present',
  '再问几句，能看出来的更多。': 'The more is asked, the more can be seen.',
  '怎么告诉的？': 'How were they told?',
  '他怎么说（可不写）': 'What they said, if anything',
  '告诉了 {n} 项，记下': 'Told about {n}: record it',
  记下了: 'Recorded',
  '还不知道 {n} 项，接着问': '{n} not known yet: go on asking',
});

type How = (typeof TOLD_HOW)[number];
const HOWS: Readonly<Record<How, Text>> = {
  in_person: { zh: '当面', en: 'In person' },
  phone: { zh: '打电话', en: 'By phone' },
  message: { zh: '发消息', en: 'By message' },
  through_other: { zh: '托人转告', en: 'Through somebody' },
};
type Form = { readonly leads: readonly Id[]; readonly how: How; readonly said: string };
const START: Form = { leads: [], how: 'in_person', said: '' };

/** What may be due, in words to read out; those told are ticked and recorded together. */
export const ToTell = ({ resident, findings, done }: { resident: Id; findings: Findings; done: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const telling = useSend(tell);
  const [form, setForm, clear] = useDraft(`field.tell.${resident}`, START);
  const may = findings.findings.filter(({ verdict, lead }) => verdict === 'yes' || lead !== null);
  const open = findings.findings.filter(({ verdict }) => verdict === 'unknown').length;
  const leadOf = (id: Id | null) => findings.leads.find((lead) => lead.id === id);
  const ticked = form.leads.filter((id) => may.some(({ lead }) => lead === id));
  const tick = (id: Id, on: boolean): void =>
    setForm((before) => ({ ...before, leads: on ? [...before.leads, id] : before.leads.filter((one) => one !== id) }));

  /** One step each; where one is refused, those before are recorded and the rest stays ticked. */
  const record = async (): Promise<void> => {
    for (const lead of ticked) {
      const sent = await telling.send({ lead, how: form.how, words: form.said.trim() || null });
      if (sent === null || sent.outcome === 'refused') return done();
      tick(lead, false);
    }
    clear();
    toast(t('记下了'));
    done();
  };

  return (
    <>
      <Card>
        <Who resident={resident} />
      </Card>
      {may.length === 0 ? <Empty picture="lamp" title={t('眼下没有看出可能符合的')} next={t('再问几句，能看出来的更多。')} /> : null}
      {may.map((finding) => (
        <FindingCard
          key={finding.policy.id}
          resident={resident}
          finding={finding}
          lead={leadOf(finding.lead) ?? findings.leads.find(({ policy }) => policy.id === finding.policy.id)}
          ticked={finding.lead !== null && ticked.includes(finding.lead)}
          tick={tick}
          done={done}
        />
      ))}
      {ticked.length > 0 ? (
        <Card>
          <Choice
            label={t('怎么告诉的？')}
            value={form.how}
            onChoose={(how) => setForm((before) => ({ ...before, how: how as How }))}
            options={TOLD_HOW.map((value) => ({ value, label: format.text(HOWS[value]) }))}
          />
          <LongField
            label={t('他怎么说（可不写）')}
            rows={2}
            value={form.said}
            onText={(said) => setForm((before) => ({ ...before, said }))}
          />
        </Card>
      ) : null}
      <div className="grid gap-3 px-5 empty:hidden">
        {telling.refusal ? <Refusal refusal={telling.refusal} kept /> : null}
        {telling.error ? <Failure error={telling.error} kept retry={() => void record()} /> : null}
      </div>
      {ticked.length > 0 ? (
        <ActionBar>
          <Button look="primary" wide disabled={telling.sending} onClick={() => void record()}>
            {t('告诉了 {n} 项，记下', { n: ticked.length })}
          </Button>
        </ActionBar>
      ) : null}
      {open > 0 ? (
        <Rows>
          <Row to={`/people/${resident}/may-qualify`} title={t('还不知道 {n} 项，接着问', { n: open })} />
        </Rows>
      ) : null}
    </>
  );
};
