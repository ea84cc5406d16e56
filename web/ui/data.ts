import { keepPreviousData, type UseQueryResult, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import type { CommandContract, ReadContract } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import { type Refused, type SendOptions, type Sent, Unreachable } from './api.ts';
import { useApi, useSession } from './session.tsx';

type ReadOptions = {
  /** false: not yet (nothing is selected). */
  readonly enabled?: boolean;
  /** Keep the old rows in view while the next page or filter loads. */
  readonly keepPrevious?: boolean;
};

/** A read of the API; read again when the server says that something of it changed. */
export const useRead = <C extends ReadContract>(
  contract: C,
  query: z.input<C['query']>,
  options: ReadOptions = {},
): UseQueryResult<z.output<C['answer']>> => {
  const api = useApi();
  const { post } = useSession();
  return useQuery({
    queryKey: [contract.name, post?.id, query],
    queryFn: ({ signal }) => api.read(contract, query, signal),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
};

type Paged = { readonly rows: readonly unknown[]; readonly next: string | null };
export type Pages<R> = {
  readonly rows: readonly R[];
  /** Nothing has been read yet. */
  readonly waiting: boolean;
  readonly error: unknown;
  /** Reads the next page behind those shown; null at the end. */
  readonly more: (() => void) | null;
  readonly loadingMore: boolean;
  readonly retry: () => void;
};

/** A list that is read page by page; the pages read so far stay when one comes back to it. */
export const usePages = <C extends ReadContract>(
  contract: C,
  query: Omit<z.input<C['query']>, 'cursor'>,
  options: Pick<ReadOptions, 'enabled'> = {},
): Pages<z.output<C['answer']> extends { rows: readonly (infer R)[] } ? R : never> => {
  const api = useApi();
  const { post } = useSession();
  const pages = useInfiniteQuery({
    queryKey: [contract.name, post?.id, 'pages', query],
    queryFn: ({ signal, pageParam }) =>
      api.read(
        contract,
        { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } as z.input<C['query']>,
        signal,
      ) as Promise<Paged>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
  });
  return {
    rows: (pages.data?.pages.flatMap((page) => page.rows) ?? []) as never,
    waiting: pages.isPending,
    error: pages.error,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    loadingMore: pages.isFetchingNextPage,
    retry: () => void pages.refetch(),
  };
};

export type Sender<C extends CommandContract> = {
  /** null: it could not be sent (`error` says why); calling again with the same payload repeats it under the same id. */
  readonly send: (payload: z.input<C['payload']>, options?: SendOptions) => Promise<Sent<z.output<C['answer']>> | null>;
  readonly sending: boolean;
  readonly refusal: Refused | null;
  readonly error: unknown;
  readonly reset: () => void;
};

/** A command with its state for the screen. Once it is done, all that is on screen is read again behind it. */
export const useSend = <C extends CommandContract>(contract: C): Sender<C> => {
  const api = useApi();
  const queries = useQueryClient();
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** A command whose fate is unknown: the same content again must go under the same id. */
  const uncertain = useRef<{ readonly id: Id; readonly body: string } | null>(null);

  const reset = useCallback(() => {
    setRefusal(null);
    setError(null);
  }, []);

  const send = useCallback<Sender<C>['send']>(
    async (payload, options = {}) => {
      reset();
      setSending(true);
      const body = JSON.stringify([payload, options.seen]);
      const id = options.id ?? (uncertain.current?.body === body ? uncertain.current.id : undefined);
      try {
        const sent = await api.send(contract, payload, { ...options, ...(id ? { id } : {}) });
        uncertain.current = null;
        if (sent.outcome === 'refused') setRefusal(sent);
        else void queries.invalidateQueries();
        return sent;
      } catch (thrown) {
        if (thrown instanceof Unreachable && thrown.id) uncertain.current = { id: thrown.id, body };
        setError(thrown);
        return null;
      } finally {
        setSending(false);
      }
    },
    [api, contract, queries, reset],
  );
  return { send, sending, refusal, error, reset };
};
