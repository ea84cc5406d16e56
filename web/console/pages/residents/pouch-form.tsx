import { AutoComplete, Button, Checkbox, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { fenToWire, formatFen, parseFen } from '../../../../kernel/money.ts';
import {
  BILL_KIND_NAMES,
  BILL_KINDS,
  type BillRow,
  correctBill,
  HANDED_BY,
  HANDED_BY_NAMES,
  putBill,
} from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import { PictureField } from '../cases/picture-field.tsx';
import { useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  票据的照片: 'Picture of the bill',
  看病的日子: 'Day of the bill',
  是哪一种: 'Kind',
  '医院、药店': 'Hospital or pharmacy',
  票据号码: 'Number of the bill',
  票右上角的数字: 'the digits at the top right',
  '总金额（元）': 'Total (yuan)',
  '其中自付（元）': 'Of it, paid oneself (yuan)',
  '个人自付加个人自费；票上没写就空着': 'Own part plus own expense; leave it empty where the paper does not say',
  照片上的字看得清: 'The picture can be read',
  谁交来的: 'Who brought it',
  放进票据袋: 'Put it into the pouch',
  '已放进，可以接着放下一张': 'Put in. The next one may follow',
  改好了: 'Correct it',
  已改好: 'Corrected',
  为什么改: 'Why',
  '例如：看错一位': 'For example: one digit was misread',
  不放了: 'Done',
  算了: 'Never mind',
});

type Draft = {
  readonly document: string | null;
  readonly day: string;
  readonly kind: BillRow['kind'];
  readonly place: string;
  readonly number: string;
  readonly total: string;
  readonly selfPaid: string;
  readonly readable: boolean;
};

const yuan = (fen: string): string => formatFen(BigInt(fen)).replaceAll(',', '');
const draftOf = (bill: BillRow): Draft => ({
  document: bill.pictureKept ? bill.document : null,
  day: bill.day,
  kind: bill.kind,
  place: bill.place,
  number: bill.number,
  total: yuan(bill.total),
  selfPaid: bill.selfPaid === null ? '' : yuan(bill.selfPaid),
  readable: bill.readable,
});

/** Text to fen as the wire has it; `wrong` says what to write instead. An empty text is no amount. */
const useAmount = () => {
  const format = useFormat();
  return (text: string): { readonly fen: string | null; readonly wrong: string | null } => {
    if (text.trim() === '') return { fen: null, wrong: null };
    const read = parseFen(text);
    return read.ok ? { fen: fenToWire(read.value), wrong: null } : { fen: null, wrong: format.text(read.refusal) };
  };
};

type Places = 'document' | 'day' | 'number' | 'selfPaid';
const AT: Readonly<Record<string, Places>> = {
  bill_picture_missing: 'document',
  bill_future: 'day',
  bill_before_birth: 'day',
  bill_number_shape: 'number',
  bill_known: 'number',
  bill_amounts: 'selfPaid',
  fact_range: 'selfPaid',
};

type Props = {
  resident: string;
  /** Where the person has been before: chosen with one key. */
  known: readonly string[];
  /** The bill to put right; null: a new one. */
  bill: BillRow | null;
  done: () => void;
  close: () => void;
};

/** A bill as it lies on the desk: its picture, and what is copied from it. Kind, place and day stay for the next one of the pile. */
export const BillForm = ({ resident, known, bill, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const amount = useAmount();
  const putting = useSend(putBill);
  const correcting = useSend(correctBill);
  const sender = bill === null ? putting : correcting;
  const empty: Draft = {
    document: null,
    day: format.today,
    kind: 'outpatient',
    place: '',
    number: '',
    total: '',
    selfPaid: '',
    readable: true,
  };
  const [draft, setDraft] = useState<Draft>(bill === null ? empty : draftOf(bill));
  const [handedBy, setHandedBy] = useState<(typeof HANDED_BY)[number]>('self');
  const [reason, setReason] = useState('');
  const [pile, setPile] = useState(0);
  const { at, rest } = useRefusalAt<Places>(sender, AT);
  const total = amount(draft.total);
  const selfPaid = amount(draft.selfPaid);
  const change = (some: Partial<Draft>): void => setDraft((before) => ({ ...before, ...some }));
  const ready =
    draft.document !== null &&
    draft.day !== '' &&
    draft.place.trim() !== '' &&
    draft.number.trim() !== '' &&
    total.fen !== null &&
    selfPaid.wrong === null &&
    (bill === null || reason.trim() !== '');
  const submit = async (): Promise<void> => {
    if (!ready || draft.document === null || total.fen === null) return;
    const { document, day, kind, readable } = draft;
    const written = { document, day, kind, readable, place: draft.place.trim(), number: draft.number.trim(), total: total.fen };
    const sent =
      bill === null
        ? await putting.send({ id: newId(), resident, ...written, selfPaid: selfPaid.fen, handedBy })
        : await correcting.send({ id: bill.id, resident: bill.resident, ...written, selfPaid: selfPaid.fen, reason: reason.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    done();
    if (bill !== null) {
      toast(t('已改好'));
      return close();
    }
    toast(t('已放进，可以接着放下一张'));
    setDraft({ ...empty, day, kind, place: draft.place });
    setPile(pile + 1);
  };
  return (
    <form
      className="form pouch__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sender.sending) void submit();
      }}
    >
      <PictureField
        key={pile}
        label={t('票据的照片')}
        subject={{ kind: 'resident', id: resident }}
        resident={resident}
        value={draft.document}
        onChange={(document) => change({ document })}
      />
      {at('document') === null ? null : <p className="form__wrong">{at('document')}</p>}
      <Chips
        label={t('是哪一种')}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={BILL_KINDS.map((kind) => ({ value: kind, label: format.text(BILL_KIND_NAMES[kind]) }))}
      />
      <div className="form__pair">
        <Field label={t('看病的日子')} wrong={at('day')}>
          {(id) => (
            <Input id={id} type="date" max={format.today} value={draft.day} onChange={(event) => change({ day: event.target.value })} />
          )}
        </Field>
        <Field label={t('医院、药店')}>
          {(id) => (
            <AutoComplete
              id={id}
              maxLength={60}
              value={draft.place}
              options={known.map((value) => ({ value }))}
              showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) === true }}
              onChange={(place: string) => change({ place })}
            />
          )}
        </Field>
        <Field label={t('总金额（元）')} wrong={total.wrong}>
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              maxLength={16}
              value={draft.total}
              onChange={(event) => change({ total: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('其中自付（元）')} wrong={selfPaid.wrong ?? at('selfPaid')} help={t('个人自付加个人自费；票上没写就空着')}>
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              maxLength={16}
              value={draft.selfPaid}
              onChange={(event) => change({ selfPaid: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('票据号码')} wrong={at('number')} help={t('票右上角的数字')}>
          {(id) => <Input id={id} maxLength={40} value={draft.number} onChange={(event) => change({ number: event.target.value })} />}
        </Field>
        {bill === null ? null : (
          <Field label={t('为什么改')}>
            {(id) => (
              <Input
                id={id}
                maxLength={200}
                placeholder={t('例如：看错一位')}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      {bill === null ? (
        <Chips
          label={t('谁交来的')}
          value={handedBy}
          onChange={setHandedBy}
          options={HANDED_BY.map((who) => ({ value: who, label: format.text(HANDED_BY_NAMES[who]) }))}
        />
      ) : null}
      <Checkbox checked={draft.readable} onChange={(event) => change({ readable: event.target.checked })}>
        {t('照片上的字看得清')}
      </Checkbox>
      <Problem of={rest} />
      <div className="ui-buttons">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={sender.sending}>
          {bill === null ? t('放进票据袋') : t('改好了')}
        </Button>
        <Button onClick={close}>{bill === null ? t('不放了') : t('算了')}</Button>
      </div>
    </form>
  );
};
