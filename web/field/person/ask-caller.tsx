import type { ReactNode } from 'react';
import type { Id } from '../../../kernel/id.ts';
import { ask } from '../../../modules/asks/contract.ts';
import { useRead } from '../../ui/data.ts';
import { Failure } from '../../ui/trouble.tsx';
import { Wait } from '../../ui/wait.tsx';
import { CallLink } from './call.tsx';
import { Place } from './place.tsx';

/** Of an ask whose person is not in the register yet: what the caller said of themselves. */
export const AskCaller = ({ ask: id }: { ask: Id }): ReactNode => {
  const read = useRead(ask, { id });
  if (read.error) return <Failure error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Wait />;
  const { caller, about, visitToday } = read.data;
  const address = visitToday ?? about?.address ?? null;
  const name = about?.name ?? caller.name;
  return (
    <div className="grid gap-3">
      {name ? <b className="text-[20px]">{name}</b> : null}
      {address ? <Place address={address} /> : null}
      {caller.phone ? <CallLink phone={caller.phone} who={[caller.relation, caller.name].filter(Boolean).join(' ') || null} /> : null}
    </div>
  );
};
