import { type ReactNode, useState } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { record } from '../../../../modules/asks/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { LongField } from '../../parts/field.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Tick } from '../../parts/tick.tsx';

const words = dictionary({
  他还提了别的事: 'They mentioned something else',
  '当场记下，回去有人跟': 'Note it now; somebody follows it up',
  '谁的事？': 'Whose matter?',
  就是这一位的: 'This person’s',
  '别人的，或者还不清楚': 'Somebody else’s, or not clear yet',
  照他的原话写: 'In their own words',
  '在求助，很急': 'A cry for help, urgent',
  想要人上门来办: 'Wants it done at home',
  记下: 'Note it',
  '记下了，窗口会接着办': 'Noted; the window follows it up',
});

const START = { words: '', plea: false, homeService: true, whose: 'this' };

/** An ask heard on a visit (I7): recorded where it was heard. */
export const NoteAsk = ({ resident }: { resident: Id | null }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const recording = useSend(record);
  const [open, setOpen] = useState(false);
  const [id, setId] = useState(newId);
  const [form, setForm, clear] = useDraft(`field.ask.${resident ?? 'nobody'}`, START);
  const note = async (): Promise<void> => {
    const sent = await recording.send({
      id,
      channel: 'home_visit',
      resident: form.whose === 'this' ? resident : null,
      words: form.words,
      plea: form.plea,
      homeService: form.homeService,
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    setId(newId());
    setOpen(false);
    toast(t('记下了，窗口会接着办'));
  };
  return (
    <Card>
      <Button wide onClick={() => setOpen(true)}>
        {t('他还提了别的事')}
      </Button>
      <Sheet open={open} onOpen={setOpen} title={t('他还提了别的事')} says={t('当场记下，回去有人跟')}>
        {resident ? (
          <Choice
            label={t('谁的事？')}
            value={form.whose}
            onChoose={(whose) => setForm((before) => ({ ...before, whose }))}
            options={[
              { value: 'this', label: t('就是这一位的') },
              { value: 'other', label: t('别人的，或者还不清楚') },
            ]}
          />
        ) : null}
        <LongField label={t('照他的原话写')} value={form.words} onText={(text) => setForm((before) => ({ ...before, words: text }))} />
        <div>
          <Tick checked={form.homeService} onTick={(homeService) => setForm((before) => ({ ...before, homeService }))}>
            {t('想要人上门来办')}
          </Tick>
          <Tick checked={form.plea} onTick={(plea) => setForm((before) => ({ ...before, plea }))}>
            {t('在求助，很急')}
          </Tick>
        </div>
        {recording.refusal ? <Refusal refusal={recording.refusal} kept /> : null}
        {recording.error ? <Failure error={recording.error} kept retry={() => void note()} /> : null}
        <Button look="primary" wide disabled={recording.sending || form.words.trim() === ''} onClick={() => void note()}>
          {t('记下')}
        </Button>
      </Sheet>
    </Card>
  );
};
