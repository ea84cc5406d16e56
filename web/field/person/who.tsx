import type { ReactNode } from 'react';
import type { Id } from '../../../kernel/id.ts';
import { useWords } from '../../ui/look.tsx';
import { Failure } from '../../ui/trouble.tsx';
import { Wait } from '../../ui/wait.tsx';
import { dictionary } from '../../ui/words.ts';
import { CallPerson } from './call.tsx';
import { Place } from './place.tsx';
import { useVisit } from './use-visit.ts';

const words = dictionary({
  '{n} 岁': 'aged {n}',
  女: 'woman',
  男: 'man',
  '常住{place}，不在岛上': 'Lives in {place}, not here',
  没有登记地址: 'No address is registered',
});

/** Whom one goes to, where, and how to ring them up. */
export const Who = ({ resident, calls = true }: { resident: Id; calls?: boolean }): ReactNode => {
  const t = useWords(words);
  const visit = useVisit(resident);
  if (visit.error) return <Failure error={visit.error} retry={() => void visit.refetch()} />;
  if (!visit.data) return <Wait />;
  const { person, household } = visit.data;
  const address = person.address ?? household?.address ?? null;
  const about = [
    person.sex === null ? null : t(person.sex === 'female' ? '女' : '男'),
    person.age === null ? null : t('{n} 岁', { n: person.age }),
    person.language,
    ...person.greenWhy,
  ].filter((one) => one !== null);
  return (
    <div className="grid gap-3">
      <p>
        <b className="text-[20px]">{person.name}</b>
        {about.length > 0 ? <span className="text-soft"> {about.join(' · ')}</span> : null}
        {person.livesElsewhere ? (
          <span className="block text-soft">{t('常住{place}，不在岛上', { place: person.livesElsewhere })}</span>
        ) : null}
      </p>
      {address ? <Place address={address} /> : <p className="text-soft">{t('没有登记地址')}</p>}
      {calls ? <CallPerson person={visit.data} /> : null}
    </div>
  );
};
