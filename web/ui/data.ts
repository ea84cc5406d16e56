import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
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
