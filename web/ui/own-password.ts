import { useState } from 'react';
import { useApi } from './session.tsx';

type Form = { readonly current: string; readonly next: string; readonly again: string };
const EMPTY: Form = { current: '', next: '', again: '' };

export type OwnPassword = {
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
  /** Typed twice, and not the same. */
  readonly differs: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly send: () => Promise<void>;
};

/** Changing one's own password. Kept nowhere on the device; every other session of the account ends. */
export const useOwnPassword = (changed: () => void): OwnPassword => {
  const api = useApi();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const same = form.next === form.again;
  return {
    form,
    set: (change) => setForm((before) => ({ ...before, ...change })),
    differs: tried && !same,
    busy,
    error,
    send: async () => {
      setTried(true);
      setError(null);
      if (!same) return;
      setBusy(true);
      try {
        await api.call('POST', '/api/v1/password', { current: form.current, next: form.next });
        setForm(EMPTY);
        setTried(false);
        changed();
      } catch (thrown) {
        setError(thrown);
      } finally {
        setBusy(false);
      }
    },
  };
};
