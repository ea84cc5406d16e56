import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { addContact, CONTACT_KINDS, reveal, withdrawContact } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Masked } from '../../../ui/masked.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useApi } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { Resident } from './look.ts';
import { CONTACT_NAMES } from './names.ts';
import { useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  怎么找到他: 'How to reach the person',
  还没有联系方式: 'No way to reach the person yet',
  信得过的人: 'Trusted',
  添一个: 'Add one',
  是哪一种: 'Kind',
  名字: 'Name',
  是他什么人: 'Relation',
  电话: 'Phone',
  什么时候方便: 'Best hours',
  '在哪里、怎么找': 'Where and how',
  本人信得过他: 'The person trusts them',
  添上: 'Add',
  已添上: 'Added',
  不用了: 'Withdraw',
  为什么不用了: 'Why is it no longer in use',
  '例如：号码停机了': 'For example: the number is dead',
  撤下: 'Withdraw it',
  算了: 'Never mind',
  '已撤下，划掉留着': 'Withdrawn; it stays, struck through',
});

type Contact = Resident['contacts'][number];
const orNull = (text: string): string | null => text.trim() || null;
const EMPTY = { name: '', relation: '', phone: '', bestHours: '', place: '', trusted: false };

const NewContact = ({ resident, added, close }: { resident: string; added: () => void; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(addContact);
  const [id] = useState(newId);
  const [kind, setKind] = useState<Contact['kind']>('relative');
  const [draft, setDraft] = useState(EMPTY);
  const needed = kind === 'own_phone' ? 'phone' : kind === 'post' || kind === 'knock' ? 'place' : 'name';
  const { at, rest } = useRefusalAt<keyof typeof EMPTY>(sender, { phone_shape: 'phone', phone_short: 'phone', contact_incomplete: needed });
  const line = (field: Exclude<keyof typeof EMPTY, 'trusted'>, label: string): ReactNode => (
    <Field label={label} wrong={at(field)}>
      {(input) => (
        <Input
          id={input}
          maxLength={field === 'relation' ? 20 : field === 'place' ? 200 : field === 'bestHours' ? 100 : 40}
          value={draft[field]}
          onChange={(event) => setDraft((before) => ({ ...before, [field]: event.target.value }))}
        />
      )}
    </Field>
  );
  const send = async (): Promise<void> => {
    const sent = await sender.send({
      resident,
      id,
      kind,
      name: orNull(draft.name),
      relation: orNull(draft.relation),
      phone: orNull(draft.phone),
      place: orNull(draft.place),
      bestHours: orNull(draft.bestHours),
      trusted: draft.trusted,
    });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已添上'));
    added();
  };
  const withPhone = kind === 'own_phone' || kind === 'relative' || kind === 'neighbour';
  return (
    <div className="form panel__foot">
      <Chips
        label={t('是哪一种')}
        value={kind}
        onChange={setKind}
        options={CONTACT_KINDS.map((one) => ({ value: one, label: format.text(CONTACT_NAMES[one]) }))}
      />
      <div className="form__pair">
        {kind === 'own_phone' ? null : line('name', t('名字'))}
        {kind === 'relative' || kind === 'neighbour' ? line('relation', t('是他什么人')) : null}
        {withPhone ? line('phone', t('电话')) : line('place', t('在哪里、怎么找'))}
        {line('bestHours', t('什么时候方便'))}
      </div>
      <Checkbox checked={draft.trusted} onChange={(event) => setDraft((before) => ({ ...before, trusted: event.target.checked }))}>
        {t('本人信得过他')}
      </Checkbox>
      <Problem of={rest} />
      <div className="ui-buttons">
        <Button type="primary" loading={sender.sending} onClick={() => void send()}>
          {t('添上')}
        </Button>
        <Button onClick={close}>{t('算了')}</Button>
      </div>
    </div>
  );
};

/** Every way in which the person can be reached, whom they trust, and when they are in. */
export const Contacts = ({ resident, changed }: { resident: Resident; changed: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const api = useApi();
  const toast = useToast();
  const withdrawing = useSend(withdrawContact);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<{ readonly id: string; readonly reason: string } | null>(null);
  const { person, contacts } = resident;
  const show = async (contact: Contact, why: string): Promise<string> => {
    const { value } = await api.read(reveal, { id: person.id, what: 'phone', contact: contact.id, reason: 'other', words: why });
    return value ?? '';
  };
  const withdraw = async (): Promise<void> => {
    if (leaving === null || leaving.reason.trim() === '') return;
    const sent = await withdrawing.send({ resident: person.id, id: leaving.id, reason: leaving.reason.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    setLeaving(null);
    toast(t('已撤下，划掉留着'));
    changed();
  };
  return (
    <section className="panel">
      <h2>{t('怎么找到他')}</h2>
      {contacts.length === 0 ? <p className="soft">{t('还没有联系方式')}</p> : null}
      <ul className="contacts">
        {contacts.map((contact) => (
          <li key={contact.id} className={contact.withdrawn ? 'is-withdrawn' : ''}>
            <span className="soft">{format.text(CONTACT_NAMES[contact.kind])}</span>
            <span>
              {[contact.name, contact.relation, contact.place, contact.bestHours, contact.note].filter((part) => part !== null).join(' · ')}{' '}
              {contact.trusted ? <span className="tag">{t('信得过的人')}</span> : null}
            </span>
            <span>
              {contact.phoneMasked === null ? null : contact.withdrawn ? (
                contact.phoneMasked
              ) : (
                <Masked masked={contact.phoneMasked} label={t('电话')} reveal={(why) => show(contact, why)} />
              )}
            </span>
            <span>
              {contact.withdrawn ? null : (
                <Button
                  size="small"
                  type="text"
                  aria-expanded={leaving?.id === contact.id}
                  onClick={() => setLeaving(leaving?.id === contact.id ? null : { id: contact.id, reason: '' })}
                >
                  {t('不用了')}
                </Button>
              )}
            </span>
            {leaving?.id === contact.id ? (
              <form
                className="in-place"
                onSubmit={(event) => {
                  event.preventDefault();
                  void withdraw();
                }}
              >
                <Input
                  autoFocus
                  aria-label={t('为什么不用了')}
                  placeholder={t('例如：号码停机了')}
                  maxLength={200}
                  value={leaving.reason}
                  onChange={(event) => setLeaving({ id: contact.id, reason: event.target.value })}
                />
                <Button type="primary" htmlType="submit" disabled={leaving.reason.trim() === ''} loading={withdrawing.sending}>
                  {t('撤下')}
                </Button>
                <Button onClick={() => setLeaving(null)}>{t('算了')}</Button>
                <Problem of={withdrawing} />
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <NewContact
          resident={person.id}
          close={() => setAdding(false)}
          added={() => {
            setAdding(false);
            changed();
          }}
        />
      ) : (
        <div className="panel__foot">
          <Button onClick={() => setAdding(true)}>{t('添一个')}</Button>
        </div>
      )}
    </section>
  );
};
