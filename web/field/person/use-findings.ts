import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Id } from '../../../kernel/id.ts';
import { ofResident } from '../../../modules/discovery/contract.ts';
import type { LOOK_REASONS } from '../../../modules/residents/contract.ts';
import { useApi, useSession } from '../../ui/session.tsx';

export type Findings = z.output<typeof ofResident.answer>;
export type Finding = Findings['findings'][number];
export type PersonLead = Findings['leads'][number];
/** Why one looks. With words a reason that no longer holds (the last lead was just settled) is still written down as it was. */
export type LookWhy = { readonly reason: (typeof LOOK_REASONS)[number]; readonly words?: string };

/** What screening says of a person. Each reading is a recorded look: once an opening, and after one's own answers (`refetch`). */
export const useFindings = (resident: Id, why: LookWhy): UseQueryResult<Findings> => {
  const api = useApi();
  const { post } = useSession();
  return useQuery({
    queryKey: [ofResident.name, post?.id, resident, why],
    queryFn: ({ signal }) => api.read(ofResident, { id: resident, ...why }, signal),
    staleTime: 'static',
    gcTime: 0,
  });
};

/** Whether the post one acts in may ask and tell at all. */
export const useMayAsk = (): boolean => {
  const { post } = useSession();
  return post !== null && post.role in ofResident.allow;
};
