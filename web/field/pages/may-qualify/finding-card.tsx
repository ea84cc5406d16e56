import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { open as openCase } from '../../../../modules/cases/contract.ts';
import { LEAD_STATE_NAMES, OPEN_LEADS } from '../../../../modules/discovery/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Tick } from '../../parts/tick.tsx';
import type { Finding, PersonLead } from '../../person/use-findings.ts';
import { LeadSheet, type Turn } from './lead-sheet.tsx';

const words = dictionary({
  示例: 'Sample',
  '给多少：{amount}': 'How much: {amount}',
  '去哪里办：{where}': 'Where: {where}',
  为什么: 'Why',
  '有一条说法不一，先核一下': 'Something is not certain: check first',
  告诉他了: 'Told them',
  替他申请: 'Apply for them',
  '已开办，编号 {code}': 'Opened, number {code}',
  '刚看出来的，稍等就能记': 'Just found; it can be ticked in a moment',
  他不要: 'Decline',
  以后再说: 'Later',
  情况不符: 'Not true',
});

type FindingCardProps = {
  resident: Id;
  finding: Finding;
  /** The open lead, else the last there was. */
  lead: PersonLead | undefined;
  ticked: boolean;
  tick: (lead: Id, on: boolean) => void;
  done: () => void;
};

/** One policy in plain words, and what became of telling it. */
export const FindingCard = ({ resident, finding, lead, ticked, tick, done }: FindingCardProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const navigate = useNavigate();
  const opening = useSend(openCase);
  const [caseId] = useState(newId);
  const [turn, setTurn] = useState<Turn | null>(null);
  const { policy } = finding;
  const isOpen = lead !== undefined && (OPEN_LEADS as readonly string[]).includes(lead.state);
  const item = policy.itemCode;
  const apply = async (from: Id, code: string): Promise<void> => {
    const sent = await opening.send({ id: caseId, item: code, resident, channel: 'visit', lead: from });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已开办，编号 {code}', { code: sent.answer.shortCode }));
    void navigate({ to: `/handover/new?case=${sent.answer.case}` as '/' });
  };
  return (
    <Card
      title={
        <>
          {format.text(policy.name)}
          {policy.example ? (
            <span className="ml-2 rounded border border-edge px-1.5 text-[16px] font-normal text-soft">{t('示例')}</span>
          ) : null}
        </>
      }
    >
      <p>{policy.what}</p>
      <p>{t('给多少：{amount}', { amount: policy.amount })}</p>
      <p>{t('去哪里办：{where}', { where: policy.where })}</p>
      {finding.verdict === 'unknown' ? <p className="font-semibold text-amber-ink">{t('有一条说法不一，先核一下')}</p> : null}
      <details>
        <summary className="min-h-touch cursor-pointer py-4 text-sea">{t('为什么')}</summary>
        <p className="text-soft">{format.text(finding.summary)}</p>
      </details>
      {lead === undefined ? <p className="text-soft">{t('刚看出来的，稍等就能记')}</p> : null}
      {lead !== undefined && lead.state !== 'to_tell' ? (
        <p className="font-semibold">
          {format.text(LEAD_STATE_NAMES[lead.state])}
          {lead.until === null ? null : ` · ${format.day(lead.until)}`}
        </p>
      ) : null}
      {isOpen ? (
        <>
          {lead.state === 'told' ? null : (
            <Tick checked={ticked} onTick={(on) => tick(lead.id, on)}>
              {t('告诉他了')}
            </Tick>
          )}
          {lead.state === 'told' && item !== null ? (
            <Button wide disabled={opening.sending} onClick={() => void apply(lead.id, item)}>
              {t('替他申请')}
            </Button>
          ) : null}
          {opening.refusal ? <Refusal refusal={opening.refusal} /> : null}
          {opening.error ? <Failure error={opening.error} retry={() => item !== null && void apply(lead.id, item)} /> : null}
          <div className="grid grid-cols-3 gap-2">
            <Button className="nobr px-1!" onClick={() => setTurn('later')}>
              {t('以后再说')}
            </Button>
            <Button className="nobr px-1!" onClick={() => setTurn('decline')}>
              {t('他不要')}
            </Button>
            <Button className="nobr px-1!" onClick={() => setTurn('not_true')}>
              {t('情况不符')}
            </Button>
          </div>
          <LeadSheet lead={lead.id} name={format.text(policy.name)} turn={turn} close={() => setTurn(null)} done={done} />
        </>
      ) : null}
    </Card>
  );
};
