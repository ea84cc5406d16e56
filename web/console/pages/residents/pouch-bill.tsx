import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  BILL_KIND_NAMES,
  BILL_TROUBLE_NAMES,
  type BillRow,
  type BillTrouble,
  HANDED_BY_NAMES,
  withdrawBill,
  withdrawGiven,
} from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { DocumentImage } from '../cases/document-image.tsx';
import { BillForm } from './pouch-form.tsx';

const words = dictionary({
  票号: 'No.',
  '自付 {money}': 'own part {money}',
  '总共 {money}': 'of {money}',
  自付没填: 'own part not known',
  可以报: 'may be claimed',
  已用在办件里: 'used in a case',
  先不算: 'does not count yet',
  已取出: 'taken out',
  看图: 'Look at it',
  收起: 'Put away',
  改: 'Correct',
  取出: 'Take out',
  从办件取回: 'Take back from the case',
  '{who}，{by}{at}放进来': '{who}; {by} put it in {at}',
  为什么: 'Why',
  '例如：还给本人、不是他的票': 'For example: given back, not their bill',
  '例如：那件不办了': 'For example: that matter was dropped',
  算了: 'Never mind',
  '已取出，划掉留着': 'Taken out; it stays, struck through',
  '已取回，可以再用': 'Taken back; it may be used again',
  '原来写的：{was}（{why}）': 'Before: {was} ({why})',
  核对票据袋: 'checking the pouch',
});

type Doing = 'correct' | 'withdraw' | 'release' | null;

/** What stood there before it was put right. */
const Former = ({ bill }: { bill: BillRow }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return bill.former.map(({ was, reason, at }) => (
    <span key={at} className="bill__former">
      <del>
        {t('原来写的：{was}（{why}）', {
          was: [
            format.shortDay(was.day),
            was.place,
            was.number,
            format.money(was.total),
            was.selfPaid === null ? null : format.money(was.selfPaid),
          ]
            .filter((part) => part !== null)
            .join(' · '),
          why: reason,
        })}
      </del>
    </span>
  ));
};

/** Taken out of the pouch, or back from the case it was used in: both need a reason, and can be done again the other way round. */
const Leave = ({
  bill,
  of,
  done,
  close,
}: {
  bill: BillRow;
  of: 'withdraw' | 'release';
  done: () => void;
  close: () => void;
}): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const withdrawing = useSend(withdrawBill);
  const releasing = useSend(withdrawGiven);
  const [reason, setReason] = useState('');
  const sender = of === 'withdraw' ? withdrawing : releasing;
  const submit = async (): Promise<void> => {
    const why = reason.trim();
    if (why === '') return;
    const sent =
      of === 'withdraw'
        ? await withdrawing.send({ id: bill.id, resident: bill.resident, reason: why })
        : bill.used === null
          ? null
          : await releasing.send({ caseId: bill.used.caseId, given: bill.used.given, reason: why });
    if (sent === null || sent.outcome === 'refused') return;
    toast(of === 'withdraw' ? t('已取出，划掉留着') : t('已取回，可以再用'));
    close();
    done();
  };
  return (
    <form
      className="in-place"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Input
        autoFocus
        aria-label={t('为什么')}
        placeholder={of === 'withdraw' ? t('例如：还给本人、不是他的票') : t('例如：那件不办了')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={sender.sending}>
        {of === 'withdraw' ? t('取出') : t('从办件取回')}
      </Button>
      <Button onClick={close}>{t('算了')}</Button>
      <Problem of={sender} />
    </form>
  );
};

type Props = { bill: BillRow; why: BillTrouble | null; counts: boolean; known: readonly string[]; done: () => void };

/** One bill: what it says, whether it counts and if not why, and what can be done with it. */
export const Bill = ({ bill, why, counts, known, done }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [doing, setDoing] = useState<Doing>(null);
  const close = (): void => setDoing(null);
  const gone = bill.state === 'withdrawn';
  const toggle = (what: Doing): void => setDoing(doing === what ? null : what);
  const state = gone ? t('已取出') : bill.used !== null ? t('已用在办件里') : counts ? t('可以报') : why === null ? null : t('先不算');
  return (
    <li className={gone ? 'is-withdrawn' : ''}>
      <time dateTime={bill.day} className="nobr">
        {format.shortDay(bill.day)}
      </time>
      <span>
        <b>{format.text(BILL_KIND_NAMES[bill.kind])}</b> {bill.place}
        <span className="bill__about">
          {t('票号')} <span className="code">{bill.number}</span>
        </span>
        <span className="bill__about">
          {t('{who}，{by}{at}放进来', {
            who: format.text(HANDED_BY_NAMES[bill.handedBy]),
            by: bill.putBy ?? '',
            at: format.instant(bill.putAt),
          })}
          {bill.withdrawnReason === null ? '' : ` · ${bill.withdrawnReason}`}
        </span>
        <Former bill={bill} />
      </span>
      <span className="bill__money">
        <b>{bill.selfPaid === null ? t('自付没填') : t('自付 {money}', { money: format.money(bill.selfPaid) })}</b>
        <span className="bill__about">{t('总共 {money}', { money: format.money(bill.total) })}</span>
      </span>
      <span>
        {state === null ? null : bill.used !== null && !gone ? (
          <Link to="/cases/$id" params={{ id: bill.used.caseId }}>
            {state}
          </Link>
        ) : (
          <span className={why !== null && !gone ? 'tag tag--waiting' : 'tag'}>{state}</span>
        )}
        {why === null || why === 'used' || gone ? null : <span className="bill__about">{format.text(BILL_TROUBLE_NAMES[why])}</span>}
      </span>
      <span className="bill__actions">
        {bill.pictureKept ? (
          <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('收起') : t('看图')}
          </Button>
        ) : null}
        {gone ? null : bill.used !== null ? (
          <Button size="small" type="text" aria-expanded={doing === 'release'} onClick={() => toggle('release')}>
            {t('从办件取回')}
          </Button>
        ) : (
          <>
            <Button size="small" type="text" aria-expanded={doing === 'correct'} onClick={() => toggle('correct')}>
              {t('改')}
            </Button>
            <Button size="small" type="text" aria-expanded={doing === 'withdraw'} onClick={() => toggle('withdraw')}>
              {t('取出')}
            </Button>
          </>
        )}
      </span>
      {open ? (
        <DocumentImage
          document={bill.document}
          size="page"
          purpose={t('核对票据袋')}
          name={`${format.text(BILL_KIND_NAMES[bill.kind])} ${bill.place}`}
          className="documents__picture"
        />
      ) : null}
      {doing === 'withdraw' || doing === 'release' ? <Leave bill={bill} of={doing} done={done} close={close} /> : null}
      {doing === 'correct' ? <BillForm resident={bill.resident} known={known} bill={bill} done={done} close={close} /> : null}
    </li>
  );
};
