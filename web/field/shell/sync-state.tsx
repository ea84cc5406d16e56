import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({ 在线: 'Online', 没有信号: 'No signal' });

const useOnline = (): boolean => {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const changed = (): void => setOnline(navigator.onLine);
    addEventListener('online', changed);
    addEventListener('offline', changed);
    return () => {
      removeEventListener('online', changed);
      removeEventListener('offline', changed);
    };
  }, []);
  return online;
};

/** Whether what is done here reaches the office. In the same corner of every screen; said by shape and word. */
export const SyncState = ({ connected }: { connected: boolean }): ReactNode => {
  const t = useWords(words);
  const online = useOnline() && connected;
  return (
    <span
      role="status"
      className={`nobr inline-flex items-center gap-2 text-[16px] ${online ? 'text-soft' : 'rounded-lg bg-amber-wash px-3 py-1 font-semibold text-amber-ink'}`}
    >
      <svg viewBox="0 0 14 14" className={`size-3.5 ${online ? 'text-green-ink' : ''}`} aria-hidden="true">
        {online ? (
          <circle cx="7" cy="7" r="6" fill="currentColor" />
        ) : (
          <path d="M2 2l10 10M12 2L2 12" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
        )}
      </svg>
      {online ? t('在线') : t('没有信号')}
    </span>
  );
};
