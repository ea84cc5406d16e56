import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLive } from '../../ui/live.ts';
import { useFormat, useWords } from '../../ui/look.tsx';
import { useSession } from '../../ui/session.tsx';
import { dictionary, type Text } from '../../ui/words.ts';
import { ConnectedContext } from './screen.tsx';

const words = dictionary({ 主菜单: 'Main menu' });

const TABS: readonly { readonly to: string; readonly name: Text; readonly d: string }[] = [
  { to: '/today', name: { zh: '今天', en: 'Today' }, d: 'M4 5.5h16v14H4zM4 10h16M8.5 3v4.5M15.5 3v4.5M8.5 14.8l2.3 2.2 4.7-4.3' },
  { to: '/handover', name: { zh: '交接', en: 'Hand over' }, d: 'M4 8h13M13.5 4.5L17 8l-3.5 3.5M20 16H7M10.5 12.5L7 16l3.5 3.5' },
  { to: '/me', name: { zh: '我的', en: 'Me' }, d: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20.5c.7-4 3.8-6.3 8-6.3s7.3 2.3 8 6.3' },
];

/** The phone around every screen: one column, three tabs at the thumb. */
export const Hand = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const connected = useLive();
  return (
    <ConnectedContext value={connected}>
      <div className="mx-auto min-h-dvh max-w-[560px]">
        <Outlet key={post?.id} />
        <nav
          aria-label={t('主菜单')}
          className="fixed inset-x-0 bottom-0 z-30 mx-auto grid max-w-[560px] grid-cols-3 border-t border-hair bg-sheet pb-[env(safe-area-inset-bottom)]"
        >
          {TABS.map((tab) => (
            <Link
              key={tab.to}
              to={tab.to}
              className="grid h-[72px] place-content-center justify-items-center gap-0.5 text-[16px] text-soft no-underline aria-[current=page]:font-semibold aria-[current=page]:text-deep aria-[current=page]:shadow-[inset_0_3px_0_0_var(--deep)]"
            >
              <svg
                viewBox="0 0 24 24"
                className="size-7"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.8"
                strokeLinecap="round"
                strokeLinejoin="round"
                aria-hidden="true"
              >
                <path d={tab.d} />
              </svg>
              {format.text(tab.name)}
            </Link>
          ))}
        </nav>
      </div>
    </ConnectedContext>
  );
};
