import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { asReact } from '../../ui/as-react.ts';
import { useLive } from '../../ui/live.ts';
import { useFormat, useWords } from '../../ui/look.tsx';
import { useSession } from '../../ui/session.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';
import { IdleNotice } from './idle-notice.tsx';
import { KeyHelp } from './key-help.tsx';
import { type Key, KeysProvider, useKeys } from './keys.tsx';
import { Mark } from './mark.tsx';
import { railOf } from './rail.ts';
import { RailFoot } from './rail-foot.tsx';

const words = dictionary({
  代办: 'Daiban',
  主菜单: 'Main menu',
  和服务器的联系断了: 'The link to the server is broken',
  '看到的可能不是最新的，正在重新连接。': 'What you see may be old; reconnecting.',
});

const Frame = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const navigate = useNavigate();
  const connected = useLive();
  const [helping, setHelping] = useState(false);
  const items = railOf(post?.role ?? null);
  const keys = useMemo<readonly Key[]>(
    () => [
      ...railOf(post?.role ?? null).map((item, n) => ({
        keys: item.key ?? `Alt+${n + 1}`,
        does: item.name,
        run: () => void navigate({ to: item.path }),
      })),
      { keys: '?', does: { zh: '看看有哪些键', en: 'Show the keys' }, run: () => setHelping(true) },
    ],
    [post?.role, navigate],
  );
  useKeys(keys, 'shell');
  return (
    <div className="desk">
      <nav className="rail" aria-label={t('主菜单')}>
        <div className="rail__mark">
          <Mark />
          {t('代办')}
        </div>
        <ul className="rail__list">
          {items.map((item) => (
            <li key={item.path}>
              <Link to={item.path} className="rail__link" title={format.text(item.name)}>
                {asReact(item.icon)}
                {format.text(item.name)}
                {item.key ? <kbd className="rail__key">{item.key}</kbd> : null}
              </Link>
            </li>
          ))}
        </ul>
        <div className="rail__gap" />
        <RailFoot openHelp={() => setHelping(true)} />
      </nav>
      {/* A new post sees other data: nothing of the old one may stay on screen. */}
      <Outlet key={post?.id} />
      {connected ? null : (
        <div className="adrift">
          <Trouble tone="waiting" what={t('和服务器的联系断了')} todo={t('看到的可能不是最新的，正在重新连接。')} />
        </div>
      )}
      <KeyHelp open={helping} close={() => setHelping(false)} />
      <IdleNotice />
    </div>
  );
};

/** The console around every screen: rail, keys, live updates, idle notice. */
export const Desk = (): ReactNode => (
  <KeysProvider>
    <Frame />
  </KeysProvider>
);
