import { type ReactNode, useState } from 'react';
import { fenToWire, parseFen } from '../../../../kernel/money.ts';
import type { Text } from '../../../../kernel/result.ts';
import { BILL_KIND_NAMES, BILL_KINDS, type BillKind, HANDED_BY, HANDED_BY_NAMES, putBill } from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { PhotoField } from '../../files/photo-field.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { usePageParams } from '../../shell/params.ts';
import { ActionBar, Screen } from '../../shell/screen.tsx';

const words = dictionary({
  放进票据袋: 'Into the receipts pouch',
  拍这张票据: 'Photograph the bill',
  '是哪一种？': 'What kind?',
  '哪天的？': 'Of which day?',
  '哪家医院、药店？': 'Which hospital or pharmacy?',
  '总金额（元）': 'Total (yuan)',
  '其中自付（元）': 'Of it, paid oneself (yuan)',
  '票上没写就空着，回窗口再补': 'Leave it empty where the paper does not say',
  票据号码: 'Number of the bill',
  票右上角的数字: 'The digits at the top right',
  '谁交来的？': 'Who brought it?',
  放进去: 'Put it in',
  '已放进，可以接着拍下一张': 'Put in. Photograph the next one',
});

const START = { document: null as string | null, kind: 'outpatient' as BillKind, place: '', number: '', total: '', selfPaid: '' };

/** An amount as typed: `fen` null while there is none, `wrong` what to write instead. */
const amountOf = (text: string): { readonly fen: string | null; readonly wrong: Text | null } => {
  if (text.trim() === '') return { fen: null, wrong: null };
  const read = parseFen(text);
  return read.ok ? { fen: fenToWire(read.value), wrong: null } : { fen: null, wrong: read.refusal };
};

/** At somebody's table with their pile of bills: photograph one, copy what counts, the next. Kind, day and place stay. */
const BillScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { id: resident } = usePageParams<'id'>();
  const putting = useSend(putBill);
  const [form, setForm] = useState({ ...START, day: format.today });
  const [handedBy, setHandedBy] = useState<(typeof HANDED_BY)[number]>('self');
  const [pile, setPile] = useState(0);
  const change = (changed: Partial<typeof form>): void => setForm((before) => ({ ...before, ...changed }));
  const total = amountOf(form.total);
  const selfPaid = amountOf(form.selfPaid);
  const wrong = (one: Text | null): { error?: string } => (one === null ? {} : { error: format.text(one) });
  const ready =
    form.document !== null && form.place.trim() !== '' && form.number.trim() !== '' && total.fen !== null && selfPaid.wrong === null;
  const send = async (): Promise<void> => {
    const { document, day, kind, place } = form;
    if (document === null || total.fen === null) return;
    const written = { document, day, kind, place: place.trim(), number: form.number.trim(), total: total.fen, selfPaid: selfPaid.fen };
    const sent = await putting.send({ id: newId(), resident, ...written, handedBy });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已放进，可以接着拍下一张'));
    setForm({ ...START, day, kind, place });
    setPile(pile + 1);
  };
  return (
    <Screen title={t('放进票据袋')} back>
      <div className="grid gap-4 py-4">
        <Card>
          <PhotoField
            key={pile}
            label={t('拍这张票据')}
            about={{ subject: { kind: 'resident', id: resident }, resident, how: 'taken' }}
            kept={form.document}
            onKept={(document) => change({ document })}
          />
          <Field
            label={t('总金额（元）')}
            inputMode="decimal"
            maxLength={16}
            value={form.total}
            onText={(text) => change({ total: text })}
            {...wrong(total.wrong)}
          />
          <Field
            label={t('其中自付（元）')}
            hint={t('票上没写就空着，回窗口再补')}
            inputMode="decimal"
            maxLength={16}
            value={form.selfPaid}
            onText={(text) => change({ selfPaid: text })}
            {...wrong(selfPaid.wrong)}
          />
          <Field
            label={t('票据号码')}
            hint={t('票右上角的数字')}
            autoComplete="off"
            maxLength={40}
            value={form.number}
            onText={(number) => change({ number })}
          />
          <Field label={t('哪家医院、药店？')} autoComplete="off" maxLength={60} value={form.place} onText={(place) => change({ place })} />
          <Field label={t('哪天的？')} type="date" max={format.today} value={form.day} onText={(day) => change({ day })} />
          <Choice
            label={t('是哪一种？')}
            value={form.kind}
            onChoose={(kind) => change({ kind: kind as BillKind })}
            options={BILL_KINDS.map((kind) => ({ value: kind, label: format.text(BILL_KIND_NAMES[kind]) }))}
          />
          <Choice
            label={t('谁交来的？')}
            value={handedBy}
            onChoose={(who) => setHandedBy(who as typeof handedBy)}
            options={HANDED_BY.map((who) => ({ value: who, label: format.text(HANDED_BY_NAMES[who]) }))}
          />
          {putting.refusal ? <Refusal refusal={putting.refusal} kept /> : null}
          {putting.error ? <Failure error={putting.error} kept retry={() => void send()} /> : null}
        </Card>
        <ActionBar>
          <Button look="primary" wide disabled={!ready || putting.sending} onClick={() => void send()}>
            {t('放进去')}
          </Button>
        </ActionBar>
      </div>
    </Screen>
  );
};
export default BillScreen;
