import type { ReactNode } from 'react';
import { type Holder, handOver } from '../../../../modules/custody/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { CountFields } from './count-fields.tsx';
import { countOf, NO_COUNT } from './counted.ts';

const words = dictionary({
  '在哪里收的？': 'Where did you take it?',
  '东西在我手上了，收下': 'I have it in my hands: take it',
  收下了: 'Taken',
});

/** `place`: as the form begins; `giver`: who must hold it now. Cash is taken by itself, counted. */
type TakeProps = {
  codes: readonly string[];
  giver: Holder;
  cash?: boolean;
  place?: string | undefined;
  onDone: () => void;
};

const START = { place: null as string | null, count: NO_COUNT };

/** The taker's own word: signed in, with the things in hand. */
export const Take = ({ codes, giver, cash = false, place: begin, onDone }: TakeProps): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { post } = useSession();
  const taking = useSend(handOver);
  const [form, setForm, clear] = useDraft(`field.take.${codes.join()}`, START);
  const place = form.place ?? begin ?? post?.siteName ?? '';
  const counted = countOf(form.count);
  const ready = post !== null && place.trim() !== '' && (!cash || (counted.ok && counted.value !== null));
  const take = async (): Promise<void> => {
    if (post === null) return;
    const sent = await taking.send({
      codes: [...codes],
      giver,
      taker: { kind: 'post', id: post.id },
      place: place.trim(),
      count: counted.ok ? counted.value : null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('收下了'));
    onDone();
  };
  return (
    <div className="grid gap-5">
      <Field
        label={t('在哪里收的？')}
        autoComplete="off"
        maxLength={80}
        value={place}
        onText={(text) => setForm((before) => ({ ...before, place: text }))}
      />
      {cash ? (
        <CountFields
          form={form.count}
          wrong={counted.ok ? null : counted.refusal}
          onForm={(count) => setForm((before) => ({ ...before, count }))}
        />
      ) : null}
      {taking.refusal ? <Refusal refusal={taking.refusal} kept /> : null}
      {taking.error ? <Failure error={taking.error} kept retry={() => void take()} /> : null}
      <Button look="primary" wide disabled={!ready || taking.sending} onClick={() => void take()}>
        {t('东西在我手上了，收下')}
      </Button>
    </div>
  );
};
