import { useCallback, useRef, useState } from 'react';
import { dropDraft, findDraft, keepDraft } from './draft.ts';

/**
 * A form's state that survives a closed lid.
 *
 *     const [form, setForm, clear, restored] = useDraft(`ask.${callId}`, EMPTY);
 *
 * @returns the value; a setter that also keeps it; `clear`, to be called when it was sent; whether it came back from an earlier time
 */
export const useDraft = <T>(key: string, initial: T): readonly [T, (change: T | ((before: T) => T)) => void, () => void, boolean] => {
  const found = useRef<{ value: T | null } | null>(null);
  found.current ??= { value: findDraft<T>(sessionStorage, key) };
  const [value, setValue] = useState<T>(found.current.value ?? initial);
  const set = useCallback(
    (change: T | ((before: T) => T)) =>
      setValue((before) => {
        const after = typeof change === 'function' ? (change as (before: T) => T)(before) : change;
        keepDraft(sessionStorage, key, after);
        return after;
      }),
    [key],
  );
  const clear = useCallback(() => {
    dropDraft(sessionStorage, key);
    setValue(initial);
  }, [key, initial]);
  return [value, set, clear, found.current.value !== null];
};
