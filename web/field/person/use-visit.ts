import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Id } from '../../../kernel/id.ts';
import { page } from '../../../modules/residents/contract.ts';
import { useApi, useSession } from '../../ui/session.tsx';

export type Person = z.output<typeof page.answer>;

/**
 * The person whom one visits: name, address, how to reach them. Each reading is a recorded look,
 * so it is read once a visit and not again with every change elsewhere.
 */
export const useVisit = (resident: Id | null): UseQueryResult<Person> => {
  const api = useApi();
  const { post } = useSession();
  return useQuery({
    queryKey: [page.name, post?.id, resident, 'visit'],
    queryFn: ({ signal }) => api.read(page, { id: resident!, reason: 'visit' }, signal),
    enabled: resident !== null,
    staleTime: 'static',
  });
};
