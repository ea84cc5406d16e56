import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { addDays } from '../../../../kernel/time.ts';
import { open as openCase } from '../../../../modules/cases/contract.ts';
import {
  decline,
  LEAD_STATE_NAMES,
  type LeadState,
  later,
  notTrue,
  type PolicyLine,
  TOLD_HOW,
  take,
  tell,
} from '../../../../modules/discovery/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Problem } from '../../parts/problem.tsx';
import { HOW_NAMES } from './lead-words.ts';

const words = dictionary({
  我来告诉他: 'I will tell them',
  我来跟进: 'I will follow it up',
  从同事手里接过来: 'Take it over from the colleague',
  已接下: 'Taken on',
  已经告诉本人: 'The person was told',
  怎么告诉的: 'How',
  '他怎么说（不写也行）': 'What they said (may be empty)',
  记下已告知: 'Record it',
  '记下了：已告知': 'Recorded: told',
  去申请: 'Apply',
  '已开办，编号 {code}': 'Opened, number {code}',
  本人不要: 'They decline',
  '为什么不要？他不问，我们也不再提': 'Why? Nobody brings it up again until something changes',
  '记下了，情况不变就不再打扰': 'Recorded; they are left alone unless something changes',
  情况不符: 'It is not true of them',
  '哪里不符？同时在“情况”里记一条新的': 'What is otherwise? Record the fact as well',
  '记下了：情况不符': 'Recorded: not true',
  以后再说: 'Later',
  哪天再提醒: 'Remind on',
  '记下了，{day}再提醒': 'Recorded; it comes back on {day}',
  记下: 'Record',
  算了: 'Never mind',
  还有: 'More',
});

/** As much of a lead as its steps need. */
export type ActionLead = {
  readonly id: string;
  readonly resident: string;
  readonly state: LeadState;
  readonly holder: { readonly id: string; readonly name: string } | null;
  readonly policy: PolicyLine;
};

type Form = 'tell' | 'decline' | 'not_true' | 'later';

/** What can be done with a lead, what comes next first. */
export const LeadActions = ({ lead, done }: { lead: ActionLead; done?: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const { post } = useSession();
  const toast = useToast();
  const navigate = useNavigate();
  const taking = useSend(take);
  const telling = useSend(tell);
  const declining = useSend(decline);
  const denying = useSend(notTrue);
  const waiting = useSend(later);
  const opening = useSend(openCase);
  const [caseId] = useState(newId);
  const [form, setForm] = useState<Form | null>(null);
  const [how, setHow] = useState<(typeof TOLD_HOW)[number]>('in_person');
  const [said, setSaid] = useState('');
  const [until, setUntil] = useState(addDays(today, 30));
  const is = { lead: lead.id };
  const finish = async (sent: Promise<{ readonly outcome: string } | null>, say: string): Promise<void> => {
    const result = await sent;
    if (result === null || result.outcome === 'refused') return;
    toast(say);
    setForm(null);
    setSaid('');
    done?.();
  };
  const record = (): void => {
    const note = said.trim() === '' ? {} : { words: said.trim() };
    if (form === 'tell') void finish(telling.send({ ...is, how, ...note }), t('记下了：已告知'));
    if (form === 'decline') void finish(declining.send({ ...is, reason: said.trim() }), t('记下了，情况不变就不再打扰'));
    if (form === 'not_true') void finish(denying.send({ ...is, words: said.trim() }), t('记下了：情况不符'));
    if (form === 'later') void finish(waiting.send({ ...is, until, ...note }), t('记下了，{day}再提醒', { day: format.day(until) }));
  };
  const apply = async (item: string): Promise<void> => {
    const sent = await opening.send({ id: caseId, item, resident: lead.resident, channel: 'visit', lead: lead.id });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已开办，编号 {code}', { code: sent.answer.shortCode }));
    void navigate({ to: `/cases/${sent.answer.case}` as '/' });
  };
  const openLead = lead.state === 'to_tell' || lead.state === 'told' || lead.state === 'later';
  if (!openLead) return <p className="soft">{format.text(LEAD_STATE_NAMES[lead.state])}</p>;
  const item = lead.policy.itemCode;
  const mine = lead.holder !== null && lead.holder.id === post?.id;
  return (
    <div className="lead-actions">
      {form === null ? (
        <>
          <span className="ui-buttons">
            {lead.state === 'told' && item !== null ? (
              <button type="button" className="ui-button ui-button--primary" disabled={opening.sending} onClick={() => void apply(item)}>
                {t('去申请')}
              </button>
            ) : (
              <button type="button" className="ui-button ui-button--primary" data-key="told" onClick={() => setForm('tell')}>
                {t('已经告诉本人')}
              </button>
            )}
            {mine ? null : (
              <button
                type="button"
                className="ui-button"
                disabled={taking.sending}
                onClick={() => void finish(taking.send({ ...is, from: lead.holder?.id ?? null }), t('已接下'))}
              >
                {lead.holder !== null ? t('从同事手里接过来') : lead.state === 'told' ? t('我来跟进') : t('我来告诉他')}
              </button>
            )}
          </span>
          <span className="ui-buttons">
            {lead.state !== 'told' && item !== null ? (
              <button type="button" className="ui-button ui-button--quiet" disabled={opening.sending} onClick={() => void apply(item)}>
                {t('去申请')}
              </button>
            ) : null}
            <button type="button" className="ui-button ui-button--quiet" onClick={() => setForm('later')}>
              {t('以后再说')}
            </button>
            <button type="button" className="ui-button ui-button--quiet" onClick={() => setForm('decline')}>
              {t('本人不要')}
            </button>
            <button type="button" className="ui-button ui-button--quiet" onClick={() => setForm('not_true')}>
              {t('情况不符')}
            </button>
          </span>
        </>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            record();
          }}
        >
          {form === 'tell' ? (
            <Chips
              label={t('怎么告诉的')}
              value={how}
              onChange={setHow}
              options={TOLD_HOW.map((value) => ({ value, label: format.text(HOW_NAMES[value]) }))}
            />
          ) : null}
          {form === 'later' ? (
            <label>
              <span>{t('哪天再提醒')}</span>
              <input
                className="ui-input"
                type="date"
                required
                min={addDays(today, 1)}
                value={until}
                onChange={(event) => setUntil(event.target.value)}
              />
            </label>
          ) : null}
          <label>
            <span>
              {form === 'decline'
                ? t('为什么不要？他不问，我们也不再提')
                : form === 'not_true'
                  ? t('哪里不符？同时在“情况”里记一条新的')
                  : t('他怎么说（不写也行）')}
            </span>
            <textarea
              className="ui-input"
              // biome-ignore lint/a11y/noAutofocus: the person has just opened this to write
              autoFocus
              required={form === 'decline' || form === 'not_true'}
              maxLength={500}
              value={said}
              onChange={(event) => setSaid(event.target.value)}
            />
          </label>
          <span className="ui-buttons">
            <button
              type="submit"
              className="ui-button ui-button--primary"
              disabled={telling.sending || declining.sending || denying.sending || waiting.sending}
            >
              {form === 'tell' ? t('记下已告知') : t('记下')}
            </button>
            <button type="button" className="ui-button" onClick={() => setForm(null)}>
              {t('算了')}
            </button>
          </span>
        </form>
      )}
      {[taking, telling, declining, denying, waiting, opening].map((sender, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the senders never change their order
        <Problem key={i} of={sender} />
      ))}
    </div>
  );
};
