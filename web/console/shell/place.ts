import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { z } from 'zod';

/** The `:name` parts of the screen's path. */
export const usePageParams = <K extends string>(): Readonly<Record<K, string>> =>
  useParams({ strict: false }) as Readonly<Record<K, string>>;

/**
 * Filter, page and selection of a list, kept in the address: back, reload and a copied link all return to the same place.
 * Every field of the schema needs a `.catch(…)` or default, since an address can be typed by hand.
 *
 *     const PLACE = z.object({ q: z.string().catch(''), selected: z.string().optional().catch(undefined) });
 *     const [place, move] = usePlace(PLACE);
 */
export const usePlace = <S extends z.ZodObject>(schema: S): readonly [z.output<S>, (change: Partial<z.output<S>>) => void] => {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const place = schema.parse(search);
  const move = useCallback(
    (change: Partial<z.output<S>>) =>
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, ...change }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return [place, move];
};
