import { Button, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CARE_KIND_NAMES,
  CARE_KINDS,
  CARE_LINE_NAMES,
  CARE_LINES,
  CARE_USUAL,
  type CareKind,
  type CareLine,
  putOnCareList,
} from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { Resident } from '../residents/look.ts';
import { useRefusalAt } from '../residents/reason-form.tsx';
import { CarerSelect } from './carer-select.tsx';

const words = dictionary({
  哪个名单: 'List',
  名单叫什么: 'What the list is called',
  '例如：退役军人': 'For example: veterans',
  归哪条线: 'Line of work',
  根据哪条情况: 'Because of',
  '没有，下面写明': 'None; said below',
  为什么: 'Why',
  '为什么（有情况可以不写）': 'Why (may be empty where a fact says it)',
  '例如：儿子托我们多看看': 'For example: the son asked us to look in',
  谁去看: 'Who visits',
  几天看一次: 'Every how many days',
  列入名单: 'Put on the list',
  已列入: 'Put on the list',
  算了: 'Never mind',
});

type Props = {
  resident: Resident;
  /** Lists that the person is on already. */
  listed: readonly CareKind[];
  done: () => void;
  close: () => void;
};

/** Puts a person on a list: which, why, who visits, how often. What usually goes with the kind is filled in. */
export const PutOnForm = ({ resident, listed, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { post } = useSession();
  const sender = useSend(putOnCareList);
  const [id] = useState(newId);
  const knownOf = (kind: CareKind): readonly string[] =>
    CARE_USUAL[kind].facts.filter((name) =>
      resident.standing.some(
        (one) =>
          one.name === name && one.kind === 'known' && resident.facts.some((fact) => one.of.includes(fact.id) && fact.value === true),
      ),
    );
  const open = CARE_KINDS.filter((one) => !listed.includes(one));
  const [kind, setKind] = useState<CareKind>(open.find((one) => knownOf(one).length > 0) ?? open[0] ?? 'other');
  const [called, setCalled] = useState('');
  const [line, setLine] = useState<CareLine>(CARE_USUAL[kind].line);
  const [because, setBecause] = useState<string | null>(knownOf(kind)[0] ?? null);
  const [why, setWhy] = useState('');
  const [carer, setCarer] = useState(post?.id ?? '');
  const [everyDays, setEveryDays] = useState<number | null>(CARE_USUAL[kind].everyDays);
  const { at, rest } = useRefusalAt(sender, {
    care_called: 'called',
    care_why_missing: 'why',
    care_fact_not_known: 'why',
    carer_missing: 'carer',
    carer_elsewhere: 'carer',
  });
  const choose = (next: CareKind): void => {
    setKind(next);
    setLine(CARE_USUAL[next].line);
    setEveryDays(CARE_USUAL[next].everyDays);
    setBecause(knownOf(next)[0] ?? null);
  };
  const send = async (): Promise<void> => {
    if (everyDays === null) return;
    const sent = await sender.send({
      id,
      resident: resident.person.id,
      kind,
      called: kind === 'other' ? called.trim() || null : null,
      line,
      because,
      words: why.trim() || null,
      carer,
      everyDays,
      since: format.today,
    });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已列入'));
    done();
  };
  return (
    <form
      className="form panel__foot"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Chips
        label={t('哪个名单')}
        value={kind}
        onChange={choose}
        options={CARE_KINDS.map((value) => ({ value, label: format.text(CARE_KIND_NAMES[value]) }))}
      />
      {kind === 'other' ? (
        <Field label={t('名单叫什么')} wrong={at('called')}>
          {(input) => (
            <Input
              id={input}
              maxLength={20}
              placeholder={t('例如：退役军人')}
              value={called}
              onChange={(event) => setCalled(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <div className="form__pair">
        <Field label={t('归哪条线')}>
          {(input) => (
            <Select
              id={input}
              value={line}
              onChange={setLine}
              options={CARE_LINES.map((value) => ({ value, label: format.text(CARE_LINE_NAMES[value]) }))}
            />
          )}
        </Field>
        <Field label={t('根据哪条情况')}>
          {(input) => (
            <Select
              id={input}
              value={because ?? ''}
              onChange={(value) => setBecause(value === '' ? null : value)}
              options={[{ value: '', label: t('没有，下面写明') }, ...knownOf(kind).map((value) => ({ value, label: value }))]}
            />
          )}
        </Field>
        <Field label={t('谁去看')} wrong={at('carer')}>
          {(input) => <CarerSelect id={input} label={t('谁去看')} value={carer} onChange={setCarer} />}
        </Field>
        <Field label={t('几天看一次')}>
          {(input) => <InputNumber id={input} min={1} max={366} precision={0} value={everyDays} onChange={setEveryDays} />}
        </Field>
      </div>
      <Field label={because === null ? t('为什么') : t('为什么（有情况可以不写）')} wrong={at('why')}>
        {(input) => (
          <Input
            id={input}
            maxLength={500}
            placeholder={t('例如：儿子托我们多看看')}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
        )}
      </Field>
      <Problem of={rest} />
      <div className="ui-buttons">
        <Button type="primary" htmlType="submit" loading={sender.sending} disabled={everyDays === null}>
          {t('列入名单')}
        </Button>
        <Button onClick={close}>{t('算了')}</Button>
      </div>
    </form>
  );
};
