import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { type LOOK_REASONS, page } from '../../../../modules/residents/contract.ts';
import { ReadRefused } from '../../../ui/api.ts';
import { useApi } from '../../../ui/session.tsx';

export type Why = { readonly reason: (typeof LOOK_REASONS)[number]; readonly words: string };
export type Resident = z.output<typeof page.answer>;

/** The reason as the server takes it; words only where some were typed. */
export const whyOf = ({ reason, words }: Why) => ({ reason, ...(words.trim() === '' ? {} : { words: words.trim() }) });

/**
 * Opens a person's page for a reason. Each reading is a look that the person can ask about, so it happens once and after
 * one's own changes, never behind one's back with every change of somebody else.
 */
export const useLook = (id: string, why: Why | null) => {
  const api = useApi();
  const [seen, setSeen] = useState<{ readonly of: string; readonly data: Resident } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const reload = useCallback(async (): Promise<void> => {
    if (why === null) return;
    setError(null);
    try {
      setSeen({ of: id, data: await api.read(page, { id, ...whyOf(why) }) });
    } catch (thrown) {
      // Refused now (it went to another office): what was seen before is not shown on.
      if (thrown instanceof ReadRefused) setSeen(null);
      setError(thrown);
    }
  }, [api, id, why]);
  useEffect(() => void reload(), [reload]);
  return { data: seen?.of === id ? seen.data : null, error, reload };
};
