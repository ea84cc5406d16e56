import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { z } from 'zod';
import type { ReadContract } from '../../kernel/contract.ts';
import { useWords } from './look.tsx';
import { useApi, useSession } from './session.tsx';
import { dictionary } from './words.ts';

const words = dictionary({ '再看 {n} 条': 'Show {n} more', 正在取: 'Fetching', '就这些，共 {n} 条': 'That is all: {n:row|rows}' });

type Paged = { readonly rows: readonly unknown[]; readonly next: string | null };
type PagedContract = ReadContract<string, z.ZodType, z.ZodType<Paged>>;
type RowOf<C extends PagedContract> = z.output<C['answer']>['rows'][number];

export type Rows<R> = {
  readonly rows: readonly R[];
  /** undefined until the first page is here */
  readonly ready: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly hasMore: boolean;
  readonly fetching: boolean;
  readonly more: () => void;
  readonly pageSize: number;
};

/** What one page of a list asks for unless the query says otherwise. */
const PAGE = 50;

/** A paged list that grows by “再看 50 条”; the pages seen are still there on coming back, and so is the scroll place. */
export const useRows = <C extends PagedContract>(
  contract: C,
  query: z.input<C['query']>,
  options: { readonly enabled?: boolean } = {},
): Rows<RowOf<C>> => {
  const api = useApi();
  const { post } = useSession();
  const pageSize = (query as { limit?: number }).limit ?? PAGE;
  const pages = useInfiniteQuery({
    queryKey: [contract.name, post?.id, 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      api.read(contract, { ...(query as object), limit: pageSize, cursor: pageParam } as z.input<C['query']>, signal) as Promise<Paged>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
  return {
    rows: (pages.data?.pages.flatMap((page) => page.rows) ?? []) as RowOf<C>[],
    ready: pages.data !== undefined,
    error: pages.error,
    retry: () => void pages.refetch(),
    hasMore: pages.hasNextPage,
    fetching: pages.isFetchingNextPage,
    more: () => void pages.fetchNextPage(),
    pageSize,
  };
};

/** All rows of a list known to be short (sites of a district, a week's duties), fetched page after page. */
export const useAllRows = <C extends PagedContract>(
  contract: C,
  query: z.input<C['query']>,
  options: { readonly enabled?: boolean } = {},
): Rows<RowOf<C>> => {
  const rows = useRows(contract, { ...(query as object), limit: 200 } as z.input<C['query']>, options);
  const { hasMore, fetching, more } = rows;
  useEffect(() => {
    if (hasMore && !fetching) more();
  });
  return rows;
};

/** The end of a list: more, or that this was all. */
export const More = ({ of }: { of: Rows<unknown> }): ReactNode => {
  const t = useWords(words);
  if (of.rows.length === 0) return null;
  return (
    <p className="more">
      {of.hasMore ? (
        <button type="button" className="ui-button" disabled={of.fetching} onClick={of.more}>
          {of.fetching ? t('正在取') : t('再看 {n} 条', { n: of.pageSize })}
        </button>
      ) : (
        <span>{t('就这些，共 {n} 条', { n: of.rows.length })}</span>
      )}
    </p>
  );
};
