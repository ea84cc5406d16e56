import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { addHousehold, changeHousehold, changeMembership, type PersonRow } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { GreenTag } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { Resident } from './look.ts';
import { ReasonForm, useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  一家人: 'Household',
  户号: 'Household no.',
  '{n} 岁': 'aged {n}',
  还没有登记在哪一户: 'Not in any household yet',
  只有他一个人: 'Nobody else',
  改住址: 'Change the address',
  移出: 'Leave',
  换一户: 'Another household',
  放进一户: 'Put into a household',
  改这一户的住址: 'Address of the household',
  这一户的住址: 'Address',
  '例如：门牌重新编过了': 'For example: the houses were renumbered',
  '改户的住址，旧的在台账里': 'Change it; the old stands in the ledger',
  户的住址改了: 'The household’s address is changed',
  移出这一户: 'Leave the household',
  '他还登记在这里，只是不再和这一户算一家；家里人的收入、人口要重新问。':
    'The person stays registered here, apart from this household; its income and size must be asked anew.',
  '例如：分户了': 'For example: set up a household of their own',
  '移出，不再算一家': 'Leave the household',
  已移出: 'Left the household',
  和谁一户: 'Same household as',
  一位已登记的人: 'somebody registered',
  自己立一户: 'a household of their own',
  找他家里的人: 'Find a member of the family',
  '{name}还没有登记在哪一户，请先到他的页面上放进一户。': '{name} is in no household. Put them into one on their page first.',
  '户号（没有就空着）': 'Household no. (may stay empty)',
  和户主什么关系: 'Relation to the head',
  从哪天起: 'Since',
  '例如：嫁过来了': 'For example: married into it',
  放进这一户: 'Put into this household',
  已放进这一户: 'Put into the household',
});

type Form = 'address' | 'leave' | 'join' | null;
type Props = { resident: Resident; changed: () => void };
const orNull = (text: string): string | null => text.trim() || null;

/** Who lives together: seen by the person's side, put right in place. */
export const Household = ({ resident, open, may }: { resident: Resident; open: (form: Form) => void; may: boolean }): ReactNode => {
  const t = useWords(words);
  const { household, person } = resident;
  const others = household?.members.filter((member) => member.id !== person.id) ?? [];
  const button = (form: Form, label: string): ReactNode => (
    <button type="button" className="link" onClick={() => open(form)}>
      {label}
    </button>
  );
  return (
    <section>
      <h2>{t('一家人')}</h2>
      {household === null ? (
        <p className="soft">{t('还没有登记在哪一户')}</p>
      ) : (
        <p className="soft">
          {household.number === null ? null : `${t('户号')} ${household.number}`} {household.address}
        </p>
      )}
      {household !== null && others.length === 0 ? <p className="soft">{t('只有他一个人')}</p> : null}
      <ul className="bare">
        {others.map((member) => (
          <li key={member.id}>
            <Link to={`/residents/${member.id}` as '/'}>{member.name}</Link>{' '}
            <span className="soft">
              {member.age === null ? '' : t('{n} 岁', { n: member.age })} {member.livesElsewhere}
            </span>{' '}
            {member.green ? <GreenTag /> : null}
          </li>
        ))}
      </ul>
      {may ? (
        <p className="links">
          {household === null ? (
            button('join', t('放进一户'))
          ) : (
            <>
              {button('address', t('改住址'))} {button('join', t('换一户'))} {button('leave', t('移出'))}
            </>
          )}
        </p>
      ) : null}
    </section>
  );
};

const Address = ({ resident, changed, close }: Props & { close: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(changeHousehold);
  const { household } = resident;
  const [address, setAddress] = useState(household?.address ?? '');
  if (household === null) return null;
  const send = async (reason: string): Promise<void> => {
    const sent = await sender.send({ id: household.id, address: orNull(address), reason }, { seen: household.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('户的住址改了'));
    changed();
  };
  return (
    <ReasonForm
      title={t('改这一户的住址')}
      hint={t('例如：门牌重新编过了')}
      action={t('改户的住址，旧的在台账里')}
      of={sender}
      ready={orNull(address) !== household.address}
      submit={send}
      close={close}
    >
      <Field label={t('这一户的住址')}>
        {(id) => <Input id={id} maxLength={200} value={address} onChange={(event) => setAddress(event.target.value)} />}
      </Field>
    </ReasonForm>
  );
};

const SINCE = { since_in_future: 'since', household_missing: 'with', household_known: 'number' } as const;

const Leave = ({ resident, changed, close }: Props & { close: () => void }): ReactNode => {
  const t = useWords(words);
  const { today } = useFormat();
  const toast = useToast();
  const sender = useSend(changeMembership);
  const { at, rest } = useRefusalAt(sender, SINCE);
  const { person } = resident;
  const [since, setSince] = useState(today);
  const send = async (reason: string): Promise<void> => {
    const sent = await sender.send({ resident: person.id, household: null, since, reason }, { seen: person.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已移出'));
    changed();
  };
  return (
    <ReasonForm
      title={t('移出这一户')}
      said={[t('他还登记在这里，只是不再和这一户算一家；家里人的收入、人口要重新问。')]}
      hint={t('例如：分户了')}
      action={t('移出，不再算一家')}
      of={rest}
      ready={since !== ''}
      submit={send}
      close={close}
    >
      <Field label={t('从哪天起')} wrong={at('since')}>
        {(id) => <Input id={id} type="date" max={today} value={since} onChange={(event) => setSince(event.target.value)} />}
      </Field>
    </ReasonForm>
  );
};

const Join = ({ resident, changed, close }: Props & { close: () => void }): ReactNode => {
  const t = useWords(words);
  const { today } = useFormat();
  const toast = useToast();
  const making = useSend(addHousehold);
  const joining = useSend(changeMembership);
  const { at, rest } = useRefusalAt(joining, SINCE);
  const make = useRefusalAt(making, SINCE);
  const { person } = resident;
  const [own] = useState(newId);
  const [made, setMade] = useState(false);
  const [with_, setWith] = useState<'known' | 'own'>('known');
  const [text, setText] = useState('');
  const [relative, setRelative] = useState<PersonRow | null>(null);
  const [draft, setDraft] = useState({ number: '', relation: '', since: today });
  const household = with_ === 'own' ? own : (relative?.household ?? null);
  const line = (field: keyof typeof draft, label: string, wrong: string | null): ReactNode => (
    <Field label={label} wrong={wrong}>
      {(id) => (
        <Input
          id={id}
          {...(field === 'since' ? { type: 'date', max: today } : { maxLength: field === 'number' ? 30 : 20 })}
          value={draft[field]}
          onChange={(event) => setDraft((before) => ({ ...before, [field]: event.target.value }))}
        />
      )}
    </Field>
  );
  const send = async (reason: string): Promise<void> => {
    if (with_ === 'own' && !made) {
      const sent = await making.send({ id: own, area: person.area, number: orNull(draft.number), address: person.address });
      if (sent === null || sent.outcome === 'refused') return;
      setMade(true);
    }
    const membership = { household, relation: orNull(draft.relation), since: draft.since };
    const sent = await joining.send({ resident: person.id, ...membership, reason }, { seen: person.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已放进这一户'));
    changed();
  };
  return (
    <ReasonForm
      title={t('放进一户')}
      hint={t('例如：嫁过来了')}
      action={t('放进这一户')}
      of={rest}
      ready={household !== null && draft.since !== ''}
      submit={send}
      close={close}
    >
      <div className="form__field">
        <span className="form__label">{t('和谁一户')}</span>
        <Chips
          label={t('和谁一户')}
          value={with_}
          onChange={setWith}
          options={[
            { value: 'known', label: t('一位已登记的人') },
            { value: 'own', label: t('自己立一户') },
          ]}
        />
      </div>
      {with_ === 'known' ? (
        <div className="form__field">
          <span className="form__label">{t('找他家里的人')}</span>
          <PersonSearch
            text={text}
            onText={setText}
            onPick={(picked) => {
              setRelative(picked);
              setText(picked.name);
            }}
            label={t('找他家里的人')}
          />
          {relative !== null && relative.household === null ? (
            <p className="form__wrong" role="alert">
              {t('{name}还没有登记在哪一户，请先到他的页面上放进一户。', { name: relative.name })}
            </p>
          ) : null}
          {at('with') === null ? null : (
            <p className="form__wrong" role="alert">
              {at('with')}
            </p>
          )}
        </div>
      ) : (
        line('number', t('户号（没有就空着）'), make.at('number'))
      )}
      <div className="form__pair">
        {line('relation', t('和户主什么关系'), null)}
        {line('since', t('从哪天起'), at('since'))}
      </div>
      <Problem of={make.rest} />
    </ReasonForm>
  );
};

/** What was chosen by the household's side, opened on the page. */
export const HouseholdForm = ({ form, ...props }: Props & { form: Exclude<Form, null>; close: () => void }): ReactNode => {
  if (form === 'address') return <Address {...props} />;
  return form === 'leave' ? <Leave {...props} /> : <Join {...props} />;
};
export type { Form as HouseholdFormName };
