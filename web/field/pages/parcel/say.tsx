import { type ReactNode, useState } from 'react';
import { countCash, found, notArrived, type ParcelWithLine } from '../../../../modules/custody/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { LongField } from '../../parts/field.tsx';
import { CountFields } from './count-fields.tsx';
import { countOf, NO_COUNT } from './counted.ts';

const words = dictionary({
  '怎么回事？': 'What happened?',
  '等到几点、问过谁': 'until when you waited, whom you asked',
  报告没有收到: 'Say that it did not arrive',
  登记找到了: 'Say that it was found',
  '记下了，有人会去追': 'Noted; somebody goes after it',
  记下了: 'Noted',
  记下清点: 'Note the count',
  '和登记的数不一样，已经交给负责人去查': 'It differs from the amount registered; the coordinator looks into it',
});

/** It did not come, or it turned up. */
export const SayMissing = ({ parcel, onDone }: { parcel: ParcelWithLine; onDone: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const missing = parcel.state !== 'held';
  const telling = useSend(missing ? found : notArrived);
  const [says, setSays, clear] = useDraft(`field.missing.${parcel.code}`, '');
  const tell = async (): Promise<void> => {
    const sent = await telling.send({ code: parcel.code, says: says.trim().replaceAll('\n', ' ') });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(missing ? t('记下了') : t('记下了，有人会去追'));
    onDone();
  };
  return (
    <div className="grid gap-5">
      <LongField label={t('怎么回事？')} rows={3} value={says} onText={setSays} />
      <p className="-mt-3 text-soft">{t('等到几点、问过谁')}</p>
      {telling.refusal ? <Refusal refusal={telling.refusal} kept /> : null}
      {telling.error ? <Failure error={telling.error} kept retry={() => void tell()} /> : null}
      <Button look="primary" wide disabled={says.trim() === '' || telling.sending} onClick={() => void tell()}>
        {missing ? t('登记找到了') : t('报告没有收到')}
      </Button>
    </div>
  );
};

/** Cash in hand, counted again by two. */
export const CountAgain = ({ parcel, onDone }: { parcel: ParcelWithLine; onDone: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const counting = useSend(countCash);
  const [id] = useState(newId);
  const [form, setForm] = useState(NO_COUNT);
  const [differs, setDiffers] = useState(false);
  const count = countOf(form);
  const note = async (): Promise<void> => {
    if (!count.ok || count.value === null) return;
    const sent = await counting.send({ id, code: parcel.code, count: count.value });
    if (sent === null || sent.outcome === 'refused') return;
    if (sent.answer.differs) setDiffers(true);
    else {
      toast(t('记下了'));
      onDone();
    }
  };
  if (differs) return <Trouble tone="waiting" what={t('和登记的数不一样，已经交给负责人去查')} />;
  return (
    <div className="grid gap-5">
      <CountFields form={form} wrong={count.ok ? null : count.refusal} onForm={setForm} />
      {counting.refusal ? <Refusal refusal={counting.refusal} kept /> : null}
      {counting.error ? <Failure error={counting.error} kept retry={() => void note()} /> : null}
      <Button look="primary" wide disabled={!count.ok || count.value === null || counting.sending} onClick={() => void note()}>
        {t('记下清点')}
      </Button>
    </div>
  );
};
