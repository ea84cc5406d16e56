import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Text } from '../../ui/words.ts';

/**
 * Keys. A screen names its own with `useKeys`; the help (?) lists whatever is in force.
 * A key without Ctrl or Alt and not F1–F12 does nothing while someone is typing.
 */
export type Key = {
  /** `F2`, `?`, `Alt+1`, `Ctrl+Enter` */
  readonly keys: string;
  readonly does: Text;
  readonly run: () => void;
};

type Registry = { readonly all: () => readonly Key[]; readonly add: (keys: readonly Key[], of: 'shell' | 'screen') => () => void };
const KeysContext = createContext<Registry | null>(null);

const nameOf = (event: KeyboardEvent): string => {
  const modified = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`;
  // On a Mac Alt+1 types “¡”: the physical key says which digit it was.
  const digit = event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  return `${modified}${digit ?? event.key}`;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

export const KeysProvider = ({ children }: { children: ReactNode }): ReactNode => {
  const groups = useRef({ shell: new Set<readonly Key[]>(), screen: new Set<readonly Key[]>() });
  const registry = useMemo<Registry>(
    () => ({
      all: () => [...groups.current.screen, ...groups.current.shell].flat(),
      add: (keys, of) => {
        const group = groups.current[of];
        group.add(keys);
        return () => group.delete(keys);
      },
    }),
    [],
  );
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      if (event.isComposing || (isTyping(event.target) && !/^(Ctrl|Alt|F\d)/.test(name))) return;
      // The screen's own keys go before those of the shell.
      const key = registry.all().find((one) => one.keys === name);
      if (!key) return;
      event.preventDefault();
      key.run();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [registry]);
  return <KeysContext value={registry}>{children}</KeysContext>;
};

const useRegistry = (): Registry => {
  const registry = useContext(KeysContext);
  if (!registry) throw new Error('useKeys needs a KeysProvider above it');
  return registry;
};

/** Keys in force while the component is on screen. Memoise the list. */
export const useKeys = (keys: readonly Key[], of: 'shell' | 'screen' = 'screen'): void => {
  const registry = useRegistry();
  useEffect(() => registry.add(keys, of), [registry, keys, of]);
};

/** The keys in force at the moment of asking. */
export const useKeysInForce = (asked: boolean): readonly Key[] => {
  const registry = useRegistry();
  const [keys, setKeys] = useState<readonly Key[]>([]);
  useEffect(() => {
    if (asked) setKeys(registry.all());
  }, [asked, registry]);
  return keys;
};
