import { Button, Radio } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import type { z } from 'zod';
import { BILL_KIND_NAMES, countPouch, pouch as pouchRead } from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useApi, useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import { type Why, whyOf } from './look.ts';
import { Bill } from './pouch-bill.tsx';
import { BillForm } from './pouch-form.tsx';
import './pouch.css';

const words = dictionary({
  票据袋: 'Receipts pouch',
  '看病的票攒在这里：够不够报、差哪张，先替他算好。打开也会记下来。':
    'Medical bills are kept here: what may be claimed and what is missing is worked out beforehand. Opening it is recorded too.',
  打开票据袋: 'Open the pouch',
  放一张进来: 'Put a bill in',
  打印可以报的清单: 'Print the list for the claim',
  算哪一段: 'Span',
  今年: 'This year',
  近12个月: 'Last 12 months',
  一共自付: 'Paid by the person',
  '{n} 张，总金额 {money}': '{n} {n:bill|bills}, {money} in all',
  现在可以报: 'May be claimed now',
  '{n} 张': '{n} {n:bill|bills}',
  '{n} 张先不算，看下面写的原因': '{n} {n:does|do} not count yet; the reasons are below',
  '按“{fact}”算，票据有 {sum}，但说过有 {told}，还差 {short} 的票。':
    '{fact}: the bills come to {sum}, but {told} was said; bills of {short} are missing.',
  '票都在这儿了，按票据算': 'These are all: count by the bills',
  已按票据记下: 'Recorded by the bills',
  票据袋是空的: 'The pouch is empty',
  '拿到一张就拍下来放进来，年底不用再找。': 'Put each bill in as it comes; nobody has to look for it at the end of the year.',
});

type Answer = z.output<typeof pouchRead.answer>;
type Span = Answer['spans'][number];

const Sums = ({ span }: { span: Span }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <dl className="pouch__sums">
      <div>
        <dt>{t('一共自付')}</dt>
        <dd>
          <b>{format.money(span.spent.selfPaid)}</b>
          <span className="soft">{t('{n} 张，总金额 {money}', { n: span.spent.bills, money: format.money(span.spent.total) })}</span>
        </dd>
      </div>
      {span.byKind
        .filter(({ bills }) => bills > 0)
        .map((one) => (
          <div key={one.kind}>
            <dt>{format.text(BILL_KIND_NAMES[one.kind])}</dt>
            <dd>
              <b>{format.money(one.selfPaid)}</b>
              <span className="soft">{t('{n} 张', { n: one.bills })}</span>
            </dd>
          </div>
        ))}
      <div className="pouch__claim">
        <dt>{t('现在可以报')}</dt>
        <dd>
          <b>{format.money(span.claim.selfPaid)}</b>
          <span className="soft">{t('{n} 张', { n: span.claim.bills })}</span>
        </dd>
      </div>
    </dl>
  );
};

/** Where more was said than the bills prove so far: what is missing, and the word that these are all. */
const Short = ({ resident, facts, done }: { resident: string; facts: Answer['facts']; done: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const counting = useSend(countPouch);
  const below = facts.flatMap(({ name, stands, sum, told }) =>
    stands === 'below' && sum !== null && told !== null ? [{ name, sum, told }] : [],
  );
  if (below.length === 0) return null;
  const count = async (): Promise<void> => {
    const sent = await counting.send({ resident, all: true });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已按票据记下'));
    done();
  };
  return (
    <div className="facts__conflicts">
      {below.map(({ name, sum, told }) => (
        <p key={name}>
          {t('按“{fact}”算，票据有 {sum}，但说过有 {told}，还差 {short} 的票。', {
            fact: name,
            sum: format.money(sum),
            told: format.money(told),
            short: format.money(String(BigInt(told) - BigInt(sum))),
          })}
        </p>
      ))}
      <Button size="small" loading={counting.sending} onClick={() => void count()}>
        {t('票都在这儿了，按票据算')}
      </Button>
      <Problem of={counting} />
    </div>
  );
};

/** A person's medical bills (M6). Opened when asked for: each reading is a look, so it happens once and after one's own changes. */
export const Pouch = ({ resident, why, changed }: { resident: string; why: Why; changed: () => void }): ReactNode => {
  const t = useWords(words);
  const api = useApi();
  const { post } = useSession();
  const [seen, setSeen] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [waiting, setWaiting] = useState(false);
  const [adding, setAdding] = useState(false);
  const [which, setWhich] = useState<Span['span']>('year');
  const load = useCallback(async (): Promise<void> => {
    setWaiting(true);
    setError(null);
    try {
      setSeen(await api.read(pouchRead, { resident, ...whyOf(why) }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  }, [api, resident, why]);
  const done = (): void => {
    void load();
    changed();
  };
  const span = seen?.spans.find((one) => one.span === which);
  const known = [...new Set(seen?.bills.map(({ place }) => place))];
  const troubles = span?.not.filter(({ why: trouble }) => trouble !== 'used').length ?? 0;
  return (
    <section className="panel" aria-label={t('票据袋')}>
      <h2>{t('票据袋')}</h2>
      {error === null ? null : <Failure error={error} retry={() => void load()} />}
      {seen === null ? (
        <>
          <p className="soft">{t('看病的票攒在这里：够不够报、差哪张，先替他算好。打开也会记下来。')}</p>
          {waiting ? <Wait /> : <Button onClick={() => void load()}>{t('打开票据袋')}</Button>}
        </>
      ) : null}
      {span === undefined || seen === null ? null : (
        <>
          {seen.bills.length === 0 ? (
            <Empty picture="box" title={t('票据袋是空的')} next={t('拿到一张就拍下来放进来，年底不用再找。')} />
          ) : (
            <>
              <Radio.Group
                aria-label={t('算哪一段')}
                optionType="button"
                value={which}
                onChange={(event) => setWhich(event.target.value)}
                options={[
                  { value: 'year', label: t('今年') },
                  { value: 'months12', label: t('近12个月') },
                ]}
              />
              <Sums span={span} />
              {troubles > 0 ? <p className="soft">{t('{n} 张先不算，看下面写的原因', { n: troubles })}</p> : null}
              <Short resident={resident} facts={seen.facts} done={done} />
            </>
          )}
          <ul className="bills">
            {seen.bills.map((bill) => (
              <Bill
                key={bill.id}
                bill={bill}
                known={known}
                why={span.not.find((one) => one.bill === bill.id)?.why ?? null}
                counts={span.claim.ids.includes(bill.id)}
                done={done}
              />
            ))}
          </ul>
          {adding ? (
            <BillForm resident={resident} known={known} bill={null} done={done} close={() => setAdding(false)} />
          ) : (
            <div className="panel__foot ui-buttons">
              <Button onClick={() => setAdding(true)}>{t('放一张进来')}</Button>
              {span.claim.bills === 0 ? null : (
                <a
                  className="ui-button"
                  target="_blank"
                  rel="noreferrer"
                  href={`/api/v1/residents/${resident}/papers/bills.pdf?span=${which}&post=${post?.id ?? ''}`}
                >
                  {t('打印可以报的清单')}
                </a>
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
};
