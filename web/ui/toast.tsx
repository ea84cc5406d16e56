import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { useWords } from './look.tsx';
import { dictionary } from './words.ts';

const words = dictionary({ 撤销: 'Undo' });

/** With a way back it stays long enough to be read and reached; without, only long enough to be read. */
const STAYS = { undo: 8_000, plain: 4_000 } as const;

type Toast = { readonly key: number; readonly text: string; readonly undo?: (() => void) | undefined };
type Show = (text: string, undo?: () => void) => void;

const ToastContext = createContext<Show | null>(null);

/** Says what was just done and offers the way back, instead of asking "are you sure?" beforehand. */
export const ToastProvider = ({ children }: { children: ReactNode }): ReactNode => {
  const t = useWords(words);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(0);
  const drop = useCallback((key: number) => setToasts((all) => all.filter((toast) => toast.key !== key)), []);
  const show = useCallback<Show>(
    (text, undo) => {
      next.current += 1;
      const key = next.current;
      setToasts((all) => [...all.slice(-2), { key, text, undo }]);
      setTimeout(() => drop(key), undo ? STAYS.undo : STAYS.plain);
    },
    [drop],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.key} className={toast.undo ? 'toast' : 'toast toast--plain'}>
            <span>{toast.text}</span>
            {toast.undo ? (
              <button
                type="button"
                onClick={() => {
                  toast.undo?.();
                  drop(toast.key);
                }}
              >
                {t('撤销')}
              </button>
            ) : null}
          </div>
        ))}
      </div>
    </ToastContext>
  );
};

/** `const toast = useToast(); toast('已交给李师傅', () => undoIt())` */
export const useToast = (): Show => {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs a ToastProvider above it');
  return show;
};
