import { useNavigate } from '@tanstack/react-router';
import { Dropdown, type MenuProps } from 'antd';
import type { ReactNode } from 'react';
import { useLook, useWords } from '../../ui/look.tsx';
import { ROLE_NAMES } from '../../ui/roles.ts';
import { type Post, useSession } from '../../ui/session.tsx';
import { dictionary, type Lang, pick } from '../../ui/words.ts';

const words = dictionary({
  '换岗位、账号、退出': 'Change post, account, sign out',
  '我的账号：密码、动态码': 'My account: password, second factor',
  换到别的岗位: 'Act in another post',
  退出: 'Sign out',
  键盘: 'Keyboard',
  夜间: 'Night',
  白天: 'Day',
  眼下没有岗位: 'No post at present',
});

/** 芷江西路社区事务受理中心 · 综合窗口 */
export const sayPost = (lang: Lang, post: Post): string => [post.siteName ?? post.areaName, pick(lang, ROLE_NAMES[post.role])].join(' · ');

const Icon = ({ d }: { d: string }): ReactNode => (
  <svg
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={d} />
  </svg>
);

/** Who is here, in which post; language; day or night; keyboard. */
export const RailFoot = ({ openHelp }: { openHelp: () => void }): ReactNode => {
  const t = useWords(words);
  const { lang, chooseLang, scheme, chooseScheme } = useLook();
  const { me, post, choosePost, signOut } = useSession();
  const navigate = useNavigate();
  const choose = (key: string): void => {
    if (key === 'leave') void signOut();
    else if (key === 'account') void navigate({ to: '/account' });
    else choosePost(key);
  };
  const menu: MenuProps = {
    selectedKeys: post ? [post.id] : [],
    items: [
      ...(me.posts.length > 1
        ? [
            {
              type: 'group' as const,
              label: t('换到别的岗位'),
              children: me.posts.map((one) => ({ key: one.id, label: sayPost(lang, one) })),
            },
            { type: 'divider' as const },
          ]
        : []),
      { key: 'account', label: t('我的账号：密码、动态码') },
      { key: 'leave', label: t('退出') },
    ],
    onClick: ({ key }) => choose(key),
  };
  return (
    <div className="rail__foot">
      <button type="button" onClick={openHelp}>
        <Icon d="M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7" />
        {t('键盘')}
        <kbd className="rail__key">?</kbd>
      </button>
      <button type="button" onClick={() => chooseScheme(scheme === 'dark' ? 'light' : 'dark')}>
        <Icon
          d={
            scheme === 'dark'
              ? 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18'
              : 'M16 12.2A6.5 6.5 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2z'
          }
        />
        {scheme === 'dark' ? t('白天') : t('夜间')}
      </button>
      <button type="button" lang={lang === 'zh' ? 'en' : 'zh-CN'} onClick={() => chooseLang(lang === 'zh' ? 'en' : 'zh')}>
        <Icon d="M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM2.5 10h15M10 2.5c4 4.5 4 10.5 0 15-4-4.5-4-10.5 0-15z" />
        {lang === 'zh' ? 'English' : '中文'}
      </button>
      <Dropdown menu={menu} trigger={['click']} placement="topLeft">
        <button type="button" className="rail__who">
          <b>{me.person.name}</b>
          <span>{post ? (post.siteName ?? post.areaName) : t('眼下没有岗位')}</span>
          {post ? <span>{pick(lang, ROLE_NAMES[post.role])}</span> : null}
          <span className="sr-only">{t('换岗位、账号、退出')}</span>
        </button>
      </Dropdown>
    </div>
  );
};
