import type { ReactNode } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { type Holder, handOver } from '../../../../modules/custody/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { ProofField } from '../../files/proof-field.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { CountFields } from './count-fields.tsx';
import { countOf, NO_COUNT } from './counted.ts';
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

/** What passes on in one hand-over: one giver, one taker, one place, one moment. */
export type Passing = {
  readonly codes: readonly string[];
  /** who holds all of them now */
  readonly giver: Holder;
  /** of one thing: whose it is, so that it may be signed for */
  readonly one: { readonly id: Id; readonly resident: Id | null } | null;
  readonly cash: boolean;
};

const START = {
  kind: '' as Kind | '',
  picked: null as Taker | null,
  place: null as string | null,
  signature: null as Id | null,
  count: NO_COUNT,
};

/** Things pass on: to whom, where, and the taker's word for it. */
export const Give = ({ passing, onDone }: { passing: Passing; onDone: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { post } = useSession();
  const giving = useSend(handOver);
  const { codes, giver, one, cash } = passing;
  const [form, setForm, clear] = useDraft(`field.give.${codes.join()}`, START);
  const { kind, picked, signature } = form;
  const change = (changed: Partial<typeof START>): void => setForm((before) => ({ ...before, ...changed }));
  const pick = (taker: Taker | null): void => change({ picked: taker });
  const whose = one?.resident ?? null;
  const person = kind === 'resident' || kind === 'relative';
  const taker: Holder | null =
    person && whose !== null ? { kind, id: whose } : kind === 'site' && post?.site ? { kind, id: post.site } : (picked?.holder ?? null);
  const where = form.place ?? (person ? t('他家里') : (picked?.place ?? post?.siteName ?? ''));
  const counted = countOf(form.count);
  const ready =
    taker !== null &&
    where.trim() !== '' &&
    (!person || signature !== null) &&
    (!cash || kind === 'post' || (counted.ok && counted.value !== null));

  const give = async (): Promise<void> => {
    if (taker === null) return;
    const sent = await giving.send({
      codes: [...codes],
      giver,
      taker,
      place: where.trim(),
      signature,
      sailing: picked?.sailing?.sailing ?? null,
      expectedBy: picked?.sailing?.arrives ?? null,
      count: counted.ok ? counted.value : null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(sent.answer.parcels[0]?.state === 'offered' ? t('跟他说好了，等他收下') : t('交好了'));
    onDone();
  };

  return (
    <div className="grid gap-5">
      <Choice
        label={t('交给谁？')}
        value={kind}
        onChoose={(chosen) => change({ kind: chosen as Kind, picked: null, signature: null })}
        options={[
          { value: 'post', label: t('同事'), hint: t('他要自己点“收下”才算交接') },
          ...(whose === null
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
          ...(post?.site && giver.kind !== 'site' ? [{ value: 'site', label: t('放回站里'), hint: post.siteName ?? '' }] : []),
        ]}
      />
      {kind === 'post' ? <Colleagues chosen={picked} onChoose={pick} /> : null}
      {kind === 'box' ? <Boxes chosen={picked} onChoose={pick} /> : null}
      {kind === 'carrier' ? <Carriers chosen={picked} onChoose={pick} /> : null}
      {kind !== '' ? (
        <Field label={t('在哪里交的？')} autoComplete="off" maxLength={80} value={where} onText={(place) => change({ place })} />
      ) : null}
      {person && one !== null ? (
        <ProofField
          label={t('签收')}
          about={{ subject: { kind: 'parcel', id: one.id }, resident: whose, how: 'taken' }}
          kept={signature}
          onKept={(kept) => change({ signature: kept })}
        />
      ) : null}
      {cash && kind !== '' && kind !== 'post' ? (
        <CountFields form={form.count} wrong={counted.ok ? null : counted.refusal} onForm={(count) => change({ count })} />
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
