import { type ReactNode, useState } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { type Holder, handOver, type ParcelWithLine } from '../../../../modules/custody/contract.ts';
import { presentHolder } from '../../../../modules/custody/domain.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ProofField } from '../../files/proof-field.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { CountFields } from './count-fields.tsx';
import { countOf, NO_COUNT } from './counted.ts';
import { bare } from './line.ts';
import { Boxes, Carriers, Colleagues, type Taker } from './takers.tsx';

const words = dictionary({
  '交给谁？': 'To whom?',
  同事: 'A colleague',
  '他要自己点“收下”才算交接': 'It counts once they take it themselves',
  本人: 'The person',
  亲属: 'A relative',
  要签收: 'Signed for',
  漂流箱: 'The box on the ferry',
  '托船、托车带': 'A boat or bus carries it',
  放回站里: 'Back to the station',
  他家里: 'At the home',
  '在哪里交的？': 'Where?',
  签收: 'Signed for',
  交出去: 'Hand it over',
  交好了: 'Handed over',
  '跟他说好了，等他收下': 'Offered; it counts once they take it',
});

type Kind = 'post' | 'resident' | 'relative' | 'box' | 'carrier' | 'site';

/** Things pass on: to whom, where, and the taker's word for it. */
export const Give = ({ parcel, onDone }: { parcel: ParcelWithLine; onDone: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { post } = useSession();
  const giving = useSend(handOver);
  const [kind, setKind] = useState<Kind | ''>('');
  const [picked, setPicked] = useState<Taker | null>(null);
  const [place, setPlace] = useState<string | null>(null);
  const [signature, setSignature] = useState<Id | null>(null);
  const [count, setCount] = useState(NO_COUNT);
  const cash = parcel.kind === 'cash';
  const person = kind === 'resident' || kind === 'relative';
  const taker: Holder | null =
    person && parcel.resident !== null
      ? { kind, id: parcel.resident }
      : kind === 'site' && post?.site
        ? { kind, id: post.site }
        : (picked?.holder ?? null);
  const where = place ?? (person ? t('他家里') : (picked?.place ?? post?.siteName ?? ''));
  const counted = countOf(count);
  const ready =
    taker !== null &&
    where.trim() !== '' &&
    (!person || signature !== null) &&
    (!cash || kind === 'post' || (counted.ok && counted.value !== null));

  const give = async (): Promise<void> => {
    if (taker === null) return;
    const sent = await giving.send({
      codes: [parcel.code],
      giver: presentHolder(parcel.line.map(bare)),
      taker,
      place: where.trim(),
      signature,
      sailing: picked?.sailing?.sailing ?? null,
      expectedBy: picked?.sailing?.arrives ?? null,
      count: counted.ok ? counted.value : null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    toast(sent.answer.parcels[0]?.state === 'offered' ? t('跟他说好了，等他收下') : t('交好了'));
    onDone();
  };

  return (
    <div className="grid gap-5">
      <Choice
        label={t('交给谁？')}
        value={kind}
        onChoose={(chosen) => {
          setKind(chosen as Kind);
          setPicked(null);
          setSignature(null);
        }}
        options={[
          { value: 'post', label: t('同事'), hint: t('他要自己点“收下”才算交接') },
          ...(parcel.resident === null
            ? []
            : [
                { value: 'resident', label: t('本人'), hint: t('要签收') },
                { value: 'relative', label: t('亲属'), hint: t('要签收') },
              ]),
          // Cash passes from hand to hand only.
          ...(cash
            ? []
            : [
                { value: 'box', label: t('漂流箱') },
                { value: 'carrier', label: t('托船、托车带') },
              ]),
          ...(post?.site && parcel.holder.kind !== 'site' ? [{ value: 'site', label: t('放回站里'), hint: post.siteName ?? '' }] : []),
        ]}
      />
      {kind === 'post' ? <Colleagues chosen={picked} onChoose={setPicked} /> : null}
      {kind === 'box' ? <Boxes chosen={picked} onChoose={setPicked} /> : null}
      {kind === 'carrier' ? <Carriers chosen={picked} onChoose={setPicked} /> : null}
      {kind !== '' ? <Field label={t('在哪里交的？')} autoComplete="off" maxLength={80} value={where} onText={setPlace} /> : null}
      {person ? (
        <ProofField
          label={t('签收')}
          about={{ subject: { kind: 'parcel', id: parcel.id }, resident: parcel.resident, how: 'taken' }}
          kept={signature}
          onKept={setSignature}
        />
      ) : null}
      {cash && kind !== '' && kind !== 'post' ? (
        <CountFields form={count} wrong={counted.ok ? null : counted.refusal} onForm={setCount} />
      ) : null}
      {giving.refusal ? <Refusal refusal={giving.refusal} kept /> : null}
      {giving.error ? <Failure error={giving.error} kept retry={() => void give()} /> : null}
      {kind !== '' ? (
        <Button look="primary" wide disabled={!ready || giving.sending} onClick={() => void give()}>
          {t('交出去')}
        </Button>
      ) : null}
    </div>
  );
};
