import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { SIGN_IN_OUTCOMES, signIns } from '../../../../modules/network/contract.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import './admin.css';

const words = dictionary({
  登录记录: 'Sign-ins',
  '谁、什么时候、从哪里登录，进来了没有。密码从不记下。': 'Who signed in when, from where, with what outcome. Passwords are never kept.',
  用户名: 'Account',
  结果: 'Outcome',
  全部: 'All',
  什么时候: 'When',
  谁: 'Who',
  从哪里: 'From',
  '没有这个账号（写错的名字不记，可能是密码）': 'no such account (the name typed is not kept: it may be a password)',
  没有登录记录: 'No sign-ins',
  '换个用户名或结果再看看。': 'Try another account or outcome.',
});

type Outcome = (typeof SIGN_IN_OUTCOMES)[number];
const OUTCOMES: Readonly<Record<Outcome, Text>> = {
  in: { zh: '登录', en: 'signed in' },
  wrong: { zh: '密码或动态码不对', en: 'wrong password or code' },
  locked: { zh: '已锁，没让试', en: 'locked, not let try' },
  code_needed: { zh: '密码对，没填动态码', en: 'right password, no code' },
  out: { zh: '退出', en: 'signed out' },
};
const BAD: ReadonlySet<Outcome> = new Set(['wrong', 'locked']);

const PLACE = z.object({ account: z.string().catch(''), outcome: z.enum(['all', ...SIGN_IN_OUTCOMES]).catch('all') });
const SETTLE = 250;

/** For administrators and auditors: who came in, and who tried. */
const SignInsScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [place, move] = usePlace(PLACE);
  const [account, setAccount] = useState(place.account);
  useEffect(() => {
    const timer = setTimeout(() => account.trim() !== place.account && move({ account: account.trim() }), SETTLE);
    return () => clearTimeout(timer);
  }, [account, place.account, move]);
  const found = useRows(signIns, {
    ...(place.account === '' ? {} : { account: place.account }),
    ...(place.outcome === 'all' ? {} : { outcome: place.outcome }),
  });
  return (
    <Page title={t('登录记录')} lead={t('谁、什么时候、从哪里登录，进来了没有。密码从不记下。')}>
      <div className="filters">
        <input
          className="ui-input sign-ins__account"
          type="search"
          aria-label={t('用户名')}
          placeholder={t('用户名')}
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
        <Chips
          label={t('结果')}
          value={place.outcome}
          onChange={(outcome) => move({ outcome })}
          options={[
            { value: 'all' as const, label: t('全部') },
            ...SIGN_IN_OUTCOMES.map((value) => ({ value, label: format.text(OUTCOMES[value]) })),
          ]}
        />
      </div>
      {found.error ? (
        <Failure error={found.error} retry={found.retry} />
      ) : !found.ready ? (
        <Wait />
      ) : found.rows.length === 0 ? (
        <Empty picture="box" title={t('没有登录记录')} next={t('换个用户名或结果再看看。')} />
      ) : (
        <>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('什么时候')}</th>
                <th scope="col">{t('谁')}</th>
                <th scope="col">{t('结果')}</th>
                <th scope="col">{t('从哪里')}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Moment at={row.at} />
                  </td>
                  <td>
                    {row.account === null ? (
                      <span className="soft">{t('没有这个账号（写错的名字不记，可能是密码）')}</span>
                    ) : (
                      <>
                        {row.name} <span className="code soft">{row.account}</span>
                      </>
                    )}
                  </td>
                  <td>
                    <span className={BAD.has(row.outcome) ? 'state state--bad' : 'state'}>{format.text(OUTCOMES[row.outcome])}</span>
                  </td>
                  <td className="code">{row.from}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <More of={found} />
        </>
      )}
    </Page>
  );
};
export default SignInsScreen;
