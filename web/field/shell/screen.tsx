import { useRouter } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import { SyncState } from './sync-state.tsx';

const words = dictionary({ 返回: 'Back', 代办: 'Daiban' });

export const ConnectedContext = createContext(true);

type ScreenProps = {
  title: string;
  /** Whether there is somewhere to go back to. */
  back?: boolean;
  /** The one primary action; stands above the tabs, where the thumb is. */
  action?: ReactNode;
  children: ReactNode;
};

/** The grammar of a phone screen: title and sync state above, one column, one action below. */
export const Screen = ({ title, back = false, action, children }: ScreenProps): ReactNode => {
  const t = useWords(words);
  const router = useRouter();
  const connected = useContext(ConnectedContext);
  useEffect(() => {
    document.title = `${title} · ${t('代办')}`;
  }, [title, t]);
  return (
    <>
      <header className="sticky top-0 z-20 flex min-h-[64px] items-center gap-1 border-b border-hair bg-paper pt-[env(safe-area-inset-top)] pr-5 pl-5">
        {back ? (
          <button
            type="button"
            className="-ml-5 grid size-touch flex-none place-items-center"
            aria-label={t('返回')}
            onClick={() => router.history.back()}
          >
            <svg
              viewBox="0 0 20 20"
              className="size-6"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinecap="round"
              strokeLinejoin="round"
              aria-hidden="true"
            >
              <path d="M12.5 4l-6.5 6 6.5 6" />
            </svg>
          </button>
        ) : null}
        <h1 className="min-w-0 flex-1 truncate text-[22px] font-semibold">{title}</h1>
        <SyncState connected={connected} />
      </header>
      <main className={action ? 'pb-[180px]' : 'pb-[100px] has-[[data-action]]:pb-[180px]'}>{children}</main>
      {action ? <ActionBar>{action}</ActionBar> : null}
    </>
  );
};

/** The primary action above the tabs. A screen gives it as `action`, or a part that knows the form puts it here itself. */
export const ActionBar = ({ children }: { children: ReactNode }): ReactNode => (
  <div
    data-action
    className="fixed inset-x-0 bottom-[calc(72px+env(safe-area-inset-bottom))] z-20 mx-auto max-w-[560px] border-t border-hair bg-paper px-5 py-3"
  >
    {children}
  </div>
);
