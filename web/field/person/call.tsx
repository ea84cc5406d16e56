import { type ReactNode, useState } from 'react';
import type { Id } from '../../../kernel/id.ts';
import { reveal } from '../../../modules/residents/contract.ts';
import { sayPhone } from '../../ui/format.ts';
import { useWords } from '../../ui/look.tsx';
import { useApi } from '../../ui/session.tsx';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';
import { Button } from '../parts/button.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import type { Person } from './use-visit.ts';

const words = dictionary({
  打电话: 'Call',
  '打给{who}': 'Call {who}',
  没有登记电话: 'No phone is registered',
  上门敲门: 'Knock at the door',
});

const Handset = (): ReactNode => (
  <svg
    viewBox="0 0 24 24"
    className="size-6 flex-none"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M5 4h4l1.6 4.6-2.2 1.7a12 12 0 0 0 5.3 5.3l1.7-2.2L20 15v4a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z" />
  </svg>
);

/** A number that is known already. */
export const CallLink = ({ phone, who }: { phone: string; who?: string | null }): ReactNode => {
  const t = useWords(words);
  return (
    <LinkButton href={`tel:${phone.replace(/[^\d+]/g, '')}`} icon={<Handset />}>
      {who ? t('打给{who}', { who }) : t('打电话')}
    </LinkButton>
  );
};

/** One tap: the number is looked up (and the look recorded) only when it is wanted, then dialled. */
export const CallPerson = ({ person }: { person: Person }): ReactNode => {
  const t = useWords(words);
  const api = useApi();
  const [shown, setShown] = useState<Readonly<Record<Id, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const callable = person.contacts.filter((one) => one.phoneMasked !== null && !one.withdrawn);
  const call = async (contact: Id): Promise<void> => {
    setError(null);
    try {
      const { value } = await api.read(reveal, { id: person.person.id, what: 'phone', contact, reason: 'visit' });
      if (value === null) return;
      setShown((before) => ({ ...before, [contact]: value }));
      location.href = `tel:${value}`;
    } catch (thrown) {
      setError(thrown);
    }
  };
  if (callable.length === 0) {
    const knock = person.contacts.some((one) => one.kind === 'knock' && !one.withdrawn);
    return <p className="text-soft">{[t('没有登记电话'), ...(knock ? [t('上门敲门')] : [])].join(' · ')}</p>;
  }
  return (
    <div className="grid gap-2">
      {callable.map((contact) => {
        const who = contact.relation
          ? `${contact.relation}${contact.name ? ` ${contact.name}` : ''}`
          : (contact.name ?? person.person.name);
        const number = shown[contact.id];
        return number ? (
          <CallNumber key={contact.id} who={who} number={number} />
        ) : (
          <Button key={contact.id} wide icon={<Handset />} onClick={() => void call(contact.id)}>
            {t('打给{who}', { who })}
          </Button>
        );
      })}
      {error ? <Failure error={error} /> : null}
    </div>
  );
};

/** After the first tap the number stands there, for a phone that does not dial by itself. */
const CallNumber = ({ who, number }: { who: string; number: string }): ReactNode => (
  <LinkButton href={`tel:${number}`} icon={<Handset />}>
    {who} {sayPhone(number)}
  </LinkButton>
);
