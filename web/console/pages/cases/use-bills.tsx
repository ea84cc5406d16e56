import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import {
  BILL_KIND_NAMES,
  BILLS_MATERIAL,
  pouch as pouchRead,
  useBills as useBillsCommand,
} from '../../../../modules/materials/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useApi, useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import type { CasePage } from './case-words.ts';
import { useStep } from './use-step.tsx';

const words = dictionary({
  用票据袋里的: 'Use bills of the pouch',
  哪一段的票: 'Bills of which span',
  怎么交: 'How they are given',
  今年的: 'This year’s',
  近12个月的: 'Of the last 12 months',
  交原件: 'The papers go along',
  只交照片: 'Pictures only',
  '这段时间票据袋里没有可以报的票。': 'The pouch has no bill of this span that may be claimed.',
  '有 {n} 张先不算，到本人的页面上看原因。': '{n} {n:does|do} not count yet; the person’s page says why.',
  看票据袋: 'See the pouch',
  '自付 {money}': 'own part {money}',
  '用这 {n} 张，自付合计 {money}': 'Use these {n}, own part {money}',
  '已用上 {n} 张票据': '{n} {n:bill|bills} used',
  算了: 'Never mind',
});

type Answer = z.output<typeof pouchRead.answer>;
const ROLES = Object.keys(pouchRead.allow);

/** The bills of the pouch that may be claimed, ticked; what is used here can't be claimed again. */
const Choice = ({ page, seen, close }: { page: CasePage; seen: Answer; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const step = useStep(useBillsCommand, { id: page.case.id, seq: page.seq });
  const [which, setWhich] = useState<Answer['spans'][number]['span']>('year');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [how, setHow] = useState<'original' | 'photo'>('original');
  const span = seen.spans.find((one) => one.span === which)!;
  const claimable = seen.bills.filter(({ id }) => span.claim.ids.includes(id));
  const chosen = claimable.filter(({ id }) => !left.has(id)).slice(0, 100);
  const sum = format.money(String(chosen.reduce((all, { selfPaid }) => all + BigInt(selfPaid ?? 0), 0n)));
  const troubles = span.not.filter(({ why }) => why !== 'used').length;
  const toggle = (id: string): void =>
    setLeft((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  const submit = async (): Promise<void> => {
    const bills = chosen.map(({ id }) => ({ bill: id, given: newId() }));
    const payload = { caseId: page.case.id, resident: page.case.resident.id, materialKey: BILLS_MATERIAL, bills, how };
    if (await step.run(payload, t('已用上 {n} 张票据', { n: bills.length }))) close();
  };
  return (
    <form
      className="form papers__give"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Chips
        label={t('哪一段的票')}
        value={which}
        onChange={setWhich}
        options={[
          { value: 'year', label: t('今年的') },
          { value: 'months12', label: t('近12个月的') },
        ]}
      />
      <Chips
        label={t('怎么交')}
        value={how}
        onChange={setHow}
        options={[
          { value: 'original', label: t('交原件') },
          { value: 'photo', label: t('只交照片') },
        ]}
      />
      {claimable.length === 0 ? <p className="soft">{t('这段时间票据袋里没有可以报的票。')}</p> : null}
      {claimable.map((bill) => (
        <label key={bill.id} className="check">
          <input type="checkbox" checked={!left.has(bill.id)} onChange={() => toggle(bill.id)} />
          <span>
            {format.shortDay(bill.day)} · {format.text(BILL_KIND_NAMES[bill.kind])} · {bill.place} ·{' '}
            {t('自付 {money}', { money: format.money(bill.selfPaid ?? '0') })}
          </span>
        </label>
      ))}
      {troubles === 0 ? null : (
        <p className="soft">
          {t('有 {n} 张先不算，到本人的页面上看原因。', { n: troubles })}{' '}
          <Link to={`/residents/${page.case.resident.id}` as '/'}>{t('看票据袋')}</Link>
        </p>
      )}
      {step.trouble}
      <span className="ui-buttons">
        {chosen.length === 0 ? null : (
          <button type="submit" className="ui-button ui-button--primary" disabled={step.sending}>
            {t('用这 {n} 张，自付合计 {money}', { n: chosen.length, money: sum })}
          </button>
        )}
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};

/** On a case whose item takes medical bills: those kept in the person's pouch (M6). Read when asked for, as a look because of this case. */
export const UseBills = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const api = useApi();
  const { post } = useSession();
  const [seen, setSeen] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [waiting, setWaiting] = useState(false);
  const takes = page.item.materials.some(({ key }) => key === BILLS_MATERIAL);
  if (!takes || post === null || !ROLES.includes(post.role)) return null;
  const load = async (): Promise<void> => {
    setWaiting(true);
    setError(null);
    try {
      setSeen(await api.read(pouchRead, { resident: page.case.resident.id, reason: 'open_case' }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  };
  if (seen !== null) return <Choice page={page} seen={seen} close={() => setSeen(null)} />;
  return (
    <>
      {error === null ? null : <Failure error={error} retry={() => void load()} />}
      {waiting ? (
        <Wait />
      ) : (
        <button type="button" className="ui-button" onClick={() => void load()}>
          {t('用票据袋里的')}
        </button>
      )}
    </>
  );
};
