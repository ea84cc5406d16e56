import { type ReactNode, useState } from 'react';
import { handOver, type ParcelWithLine } from '../../../../modules/custody/contract.ts';
import { presentHolder } from '../../../../modules/custody/domain.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { CountFields } from './count-fields.tsx';
import { countOf, NO_COUNT } from './counted.ts';
import { bare } from './line.ts';

const words = dictionary({
  '在哪里收的？': 'Where did you take it?',
  '东西在我手上了，收下': 'I have it in my hands: take it',
  收下了: 'Taken',
});

/** The taker's own word: signed in, with the thing in hand. */
export const Take = ({ parcel, onDone }: { parcel: ParcelWithLine; onDone: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { post } = useSession();
  const taking = useSend(handOver);
  const [place, setPlace] = useState(post?.siteName ?? '');
  const [count, setCount] = useState(NO_COUNT);
  const cash = parcel.kind === 'cash';
  const counted = countOf(count);
  const ready = post !== null && place.trim() !== '' && (!cash || (counted.ok && counted.value !== null));
  const take = async (): Promise<void> => {
    if (post === null) return;
    const sent = await taking.send({
      codes: [parcel.code],
      giver: presentHolder(parcel.line.map(bare)),
      taker: { kind: 'post', id: post.id },
      place: place.trim(),
      count: counted.ok ? counted.value : null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('收下了'));
    onDone();
  };
  return (
    <div className="grid gap-5">
      <Field label={t('在哪里收的？')} autoComplete="off" maxLength={80} value={place} onText={setPlace} />
      {cash ? <CountFields form={count} wrong={counted.ok ? null : counted.refusal} onForm={setCount} /> : null}
      {taking.refusal ? <Refusal refusal={taking.refusal} kept /> : null}
      {taking.error ? <Failure error={taking.error} kept retry={() => void take()} /> : null}
      <Button look="primary" wide disabled={!ready || taking.sending} onClick={() => void take()}>
        {t('东西在我手上了，收下')}
      </Button>
    </div>
  );
};
