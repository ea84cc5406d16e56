import { type ReactNode, useState } from 'react';
import type { Text } from '../../../../kernel/result.ts';
import { handOver } from '../../../../modules/custody/contract.ts';
import { type Box, useBoxSailings } from '../../../ui/box-sailings.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { parcelCodeIn } from '../../scan/parcel-code.ts';
import { Scanner } from '../../scan/scanner.tsx';

const words = dictionary({
  信封上的编码: 'The code on the envelope',
  '亲属带来的，看着他放进去，替他记': 'A relative brought it: watch it go in, and note it for them',
  扫码: 'Scan the code',
  '在哪里放的？': 'Where was it put in?',
  放进箱里了: 'It is in the box',
  '记下了：在箱里': 'Noted: in the box',
});

const START = { code: '', place: null as string | null };

/**
 * An envelope goes into the box by its code: staff's own, or what a relative brings to the pier, who has no account.
 * It is due when the next boat of the box is there.
 */
export const PutIn = ({ box, onDone }: { box: Box; onDone: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { post } = useSession();
  const boats = useBoxSailings(box);
  const giving = useSend(handOver);
  const [form, setForm, clear] = useDraft(`field.box.${box.id}.put`, START);
  const [wrong, setWrong] = useState<Text | null>(null);
  const [scanning, setScanning] = useState(false);
  const place = form.place ?? (box.last?.what === 'arrived' ? box.last.place : post?.siteName) ?? '';
  const put = async (): Promise<void> => {
    const code = parcelCodeIn(form.code);
    setWrong(code.ok ? null : code.refusal);
    if (!code.ok) return;
    const boat = boats.next.find(({ departs }) => Date.parse(departs) > Date.now());
    const sent = await giving.send({
      codes: [code.value],
      taker: { kind: 'box', id: box.id },
      place: place.trim(),
      expectedBy: boat?.arrives ?? null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('记下了：在箱里'));
    onDone();
  };
  return (
    <div className="grid gap-5">
      <Button wide onClick={() => setScanning(true)}>
        {t('扫码')}
      </Button>
      <Scanner
        open={scanning}
        onOpen={setScanning}
        onSeen={(seen) => {
          setScanning(false);
          setForm((before) => ({ ...before, code: seen.slice(-24) }));
        }}
      />
      <Field
        label={t('信封上的编码')}
        hint={t('亲属带来的，看着他放进去，替他记')}
        error={wrong ? format.text(wrong) : undefined}
        placeholder="K7P-3X9-QA2"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={24}
        value={form.code}
        onText={(code) => setForm((before) => ({ ...before, code }))}
      />
      <Field
        label={t('在哪里放的？')}
        autoComplete="off"
        maxLength={80}
        value={place}
        onText={(text) => setForm((before) => ({ ...before, place: text }))}
      />
      {giving.refusal ? <Refusal refusal={giving.refusal} kept /> : null}
      {giving.error ? <Failure error={giving.error} kept retry={() => void put()} /> : null}
      <Button look="primary" wide disabled={form.code.trim() === '' || place.trim() === '' || giving.sending} onClick={() => void put()}>
        {t('放进箱里了')}
      </Button>
    </div>
  );
};
