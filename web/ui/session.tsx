import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Role } from '../../kernel/actor.ts';
import type { AreaPath } from '../../kernel/area.ts';
import type { Id } from '../../kernel/id.ts';
import { type Api, browser, createApi, ReadRefused, SignedOut, Unreachable } from './api.ts';
import { dropAllDrafts } from './draft.ts';
import { Failure } from './trouble.tsx';
import { Wait } from './wait.tsx';

export type Post = {
  readonly id: Id;
  readonly role: Role;
  /** The post's own area; what it may reach is decided by the server. */
  readonly area: AreaPath;
  readonly site: Id | null;
  readonly title: string | null;
  readonly siteName: string | null;
  readonly areaName: string;
  readonly department: string | null;
  /** days */
  readonly from: string;
  readonly until: string | null;
};
/** Answer of `GET /api/v1/me`. */
export type Me = {
  readonly person: { readonly id: Id; readonly name: string };
  readonly posts: readonly Post[];
};

export type Session = {
  readonly me: Me;
  /** The post one acts in; null for an account without any post at present. */
  readonly post: Post | null;
  readonly choosePost: (id: Id) => void;
  readonly signOut: () => Promise<void>;
};

const POST_KEY = 'daiban.post';
const ApiContext = createContext<Api | null>(null);
const SessionContext = createContext<Session | null>(null);

const given = <T,>(value: T | null, name: string): T => {
  if (value === null) throw new Error(`${name} needs a SessionProvider above it`);
  return value;
};
export const useApi = (): Api => given(useContext(ApiContext), 'useApi');
export const useSession = (): Session => given(useContext(SessionContext), 'useSession');

/** A named answer will not change by asking again, and the client has already retried the network. */
const queryClient = (signedOut: () => void): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: false,
        throwOnError: (error) => {
          if (error instanceof SignedOut) signedOut();
          return !(error instanceof SignedOut || error instanceof Unreachable || error instanceof ReadRefused);
        },
      },
    },
  });

type State =
  | { readonly is: 'asking' }
  | { readonly is: 'out' }
  /** Came in with a one-time slip: nothing else is answered before the password is changed. */
  | { readonly is: 'must_change' }
  /** Holds a post that needs a second factor, and has none. */
  | { readonly is: 'needs_factor' }
  | { readonly is: 'in'; readonly me: Me }
  | { readonly is: 'failed'; readonly error: unknown };

type SessionProps = {
  signIn: (entered: () => void) => ReactNode;
  newPassword: (changed: () => void, leave: () => void) => ReactNode;
  secondFactor: (done: () => void, leave: () => void) => ReactNode;
  children: ReactNode;
};

/**
 * Who is here, in which post. Shows `signIn` while nobody is, `newPassword` to whoever came with a one-time slip,
 * `secondFactor` to whoever must have one and has not.
 * The post is the tab's own (two tabs may act in two posts); signing out drops every draft and everything read.
 */
export const SessionProvider = ({ signIn, newPassword, secondFactor, children }: SessionProps): ReactNode => {
  const [state, setState] = useState<State>({ is: 'asking' });
  const [chosen, setChosen] = useState<Id | null>(() => sessionStorage.getItem(POST_KEY));
  const me = state.is === 'in' ? state.me : null;
  const post = me?.posts.find((one) => one.id === chosen) ?? me?.posts[0] ?? null;
  const postId = post?.id ?? null;

  const api = useMemo(() => createApi(browser(() => postId)), [postId]);
  const queries = useMemo(() => queryClient(() => setState({ is: 'out' })), []);

  const ask = useCallback(() => {
    createApi(browser(() => null))
      .call<Me>('GET', '/api/v1/me')
      .then((answer) => setState({ is: 'in', me: answer }))
      .catch((error: unknown) => {
        if (error instanceof SignedOut) setState({ is: 'out' });
        else if (error instanceof ReadRefused && error.refusal.code === 'must_change_password') setState({ is: 'must_change' });
        else if (error instanceof ReadRefused && error.refusal.code === 'second_factor_needed') setState({ is: 'needs_factor' });
        else setState({ is: 'failed', error });
      });
  }, []);
  useEffect(ask, [ask]);

  const leave = useCallback(async (): Promise<void> => {
    await api.call('POST', '/api/v1/sign-out', {});
    dropAllDrafts(sessionStorage);
    sessionStorage.removeItem(POST_KEY);
    queries.clear();
    setChosen(null);
    setState({ is: 'out' });
  }, [api, queries]);

  const session = useMemo<Session | null>(
    () =>
      me && {
        me,
        post,
        choosePost: (id) => {
          sessionStorage.setItem(POST_KEY, id);
          queries.clear();
          setChosen(id);
        },
        signOut: leave,
      },
    [me, post, queries, leave],
  );

  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        {state.is === 'asking' ? <Wait /> : null}
        {state.is === 'failed' ? <Failure error={state.error} retry={ask} /> : null}
        {state.is === 'out' ? signIn(ask) : null}
        {state.is === 'must_change' ? newPassword(ask, () => void leave()) : null}
        {state.is === 'needs_factor' ? secondFactor(ask, () => void leave()) : null}
        {session ? <SessionContext value={session}>{children}</SessionContext> : null}
      </ApiContext>
    </QueryClientProvider>
  );
};
