import type { ReactNode } from 'react';
import { addDays, startOf } from '../../../../kernel/time.ts';
import { onDuty } from '../../../../modules/network/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Card } from '../../parts/card.tsx';
import { CallLink } from '../../person/call.tsx';

const words = dictionary({
  今天值班: 'On duty today',
  今天没有排班: 'Nobody is on the roster today',
  '{from} 到 {until}': '{from} to {until}',
  我: 'me',
});

/** Who is on duty at one's own station until midnight, each a tap away. */
export const DutyToday = ({ site }: { site: string }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const read = useRead(onDuty, {
    site,
    at: startOf(format.today),
    until: startOf(addDays(format.today, 1)),
    limit: 50,
  });
  const rows = (read.data?.rows ?? []).toSorted((a, b) => a.from.localeCompare(b.from));
  const clock = (instant: string): string => format.instant(instant).replace(/^(今天|today) /, '');
  return (
    <Card title={t('今天值班')}>
      {read.error ? <Failure error={read.error} retry={() => void read.refetch()} /> : null}
      {read.data && rows.length === 0 ? <p className="text-soft">{t('今天没有排班')}</p> : null}
      {rows.map((duty) => (
        <div key={duty.id} className="grid gap-2">
          <p>
            <b>{duty.post === post?.id ? `${duty.name}（${t('我')}）` : duty.name}</b>
            <span className="text-soft"> {t('{from} 到 {until}', { from: clock(duty.from), until: clock(duty.until) })}</span>
            {duty.note ? <span className="block text-soft">{duty.note}</span> : null}
          </p>
          {duty.phone && duty.post !== post?.id ? <CallLink phone={duty.phone} who={duty.name} /> : null}
        </div>
      ))}
    </Card>
  );
};
