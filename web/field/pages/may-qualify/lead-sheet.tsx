import type { ReactNode } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { decline, later, notTrue } from '../../../../modules/discovery/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field, LongField } from '../../parts/field.tsx';
import { Sheet } from '../../parts/sheet.tsx';

const words = dictionary({
  '他不要：{name}': 'Declined: {name}',
  '以后再说：{name}': 'Later: {name}',
  '情况不符：{name}': 'Not true: {name}',
  '情况不变，就不再打扰他。': 'Unless something changes, nobody brings it up again.',
  到那天会回到单子里: 'It comes back to the list on that day.',
  '哪样不符写下来；回去在“情况”里改。': 'Write what is otherwise; the fact itself is put right under “facts”.',
  '为什么不要？': 'Why not?',
  '哪里不符？': 'What is otherwise?',
  '哪天再提？': 'When to bring it up again?',
  '他怎么说（可不写）': 'What they said, if anything',
  记下: 'Record',
  记下了: 'Recorded',
});

export type Turn = 'decline' | 'later' | 'not_true';
/** Proposed until the person names a day. */
const LATER_DAYS = 30;

type LeadSheetProps = { lead: Id; name: string; turn: Turn | null; close: () => void; done: () => void };

/** They don't want it, not now, or it is not so: said in a line, and the lead moves. */
export const LeadSheet = ({ lead, name, turn, close, done }: LeadSheetProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const declining = useSend(decline);
  const waiting = useSend(later);
  const denying = useSend(notTrue);
  const [form, setForm, clear] = useDraft<{ readonly said: string; readonly until: string | null }>(`field.lead.${lead}`, {
    said: '',
    until: null,
  });
  const said = form.said.trim();
  const until = form.until ?? addDays(format.today, LATER_DAYS);
  const sender = turn === 'later' ? waiting : turn === 'decline' ? declining : denying;
  const send = () =>
    turn === 'later'
      ? waiting.send({ lead, until, words: said || null })
      : turn === 'decline'
        ? declining.send({ lead, reason: said })
        : denying.send({ lead, words: said });
  const record = async (): Promise<void> => {
    const sent = await send();
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    close();
    toast(t('记下了'));
    done();
  };
  const title =
    turn === 'later'
      ? t('以后再说：{name}', { name })
      : turn === 'decline'
        ? t('他不要：{name}', { name })
        : t('情况不符：{name}', { name });
  const says =
    turn === 'later'
      ? t('到那天会回到单子里')
      : turn === 'decline'
        ? t('情况不变，就不再打扰他。')
        : t('哪样不符写下来；回去在“情况”里改。');
  return (
    <Sheet open={turn !== null} onOpen={(open) => open || close()} title={title} says={says}>
      {turn === 'later' ? (
        <Field
          label={t('哪天再提？')}
          type="date"
          min={addDays(format.today, 1)}
          value={until}
          onText={(day) => setForm((before) => ({ ...before, until: day }))}
        />
      ) : null}
      <LongField
        label={turn === 'later' ? t('他怎么说（可不写）') : turn === 'decline' ? t('为什么不要？') : t('哪里不符？')}
        rows={3}
        value={form.said}
        onText={(text) => setForm((before) => ({ ...before, said: text }))}
      />
      {sender.refusal ? <Refusal refusal={sender.refusal} kept /> : null}
      {sender.error ? <Failure error={sender.error} kept retry={() => void record()} /> : null}
      <Button
        look="primary"
        wide
        disabled={sender.sending || (turn === 'later' ? until <= format.today : said === '')}
        onClick={() => void record()}
      >
        {t('记下')}
      </Button>
    </Sheet>
  );
};
