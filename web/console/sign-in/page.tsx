import { type ReactNode, useState } from 'react';
import { useLook, useWords } from '../../ui/look.tsx';
import { Drawing } from '../../ui/pictures.tsx';
import { useSignIn } from '../../ui/sign-in.ts';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary, pick } from '../../ui/words.ts';
import { Mark } from '../shell/mark.tsx';
import './sign-in.css';

const words = dictionary({
  代办: 'Daiban',
  登录: 'Sign in',
  '一次说清，一次交齐，办好送到家。': 'Asked once, handed in once, brought home when done.',
  用户名: 'Name',
  密码: 'Password',
  动态码: 'One-time code',
  没有开通就空着: 'Leave empty if you have none',
  夜间: 'Night',
  白天: 'Day',
  演示: 'Demo',
  '五个地方，人都是编的。点一个岗位就进去。': 'Five places, all people invented. Pick a post to enter.',
});

/** Name and password; in the demo, beside them, every role by place. */
export const SignInPage = ({ entered }: { entered: () => void }): ReactNode => {
  const t = useWords(words);
  const { lang, chooseLang, scheme, chooseScheme } = useLook();
  const signIn = useSignIn(entered);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  return (
    <div className="enter">
      <main className="enter__form">
        <div className="enter__mark">
          <Mark />
          {t('代办')}
        </div>
        <div className="enter__middle">
          <h1>{t('登录')}</h1>
          <p>{t('一次说清，一次交齐，办好送到家。')}</p>
          <form
            className="enter__fields"
            onSubmit={(event) => {
              event.preventDefault();
              void signIn.withPassword(name.trim(), password, totp.trim());
            }}
          >
            <label>
              {t('用户名')}
              <input className="ui-input" autoComplete="username" required value={name} onChange={(event) => setName(event.target.value)} />
            </label>
            <label>
              {t('密码')}
              <input
                className="ui-input"
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </label>
            <label>
              <span>
                {t('动态码')} <small>{t('没有开通就空着')}</small>
              </span>
              <input
                className="ui-input"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={11}
                value={totp}
                onChange={(event) => setTotp(event.target.value)}
              />
            </label>
            {signIn.error ? <Failure error={signIn.error} /> : null}
            <button type="submit" className="ui-button ui-button--primary" disabled={signIn.busy}>
              {t('登录')}
            </button>
          </form>
        </div>
        <div className="enter__foot">
          <button
            type="button"
            className="ui-button ui-button--quiet"
            lang={lang === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => chooseLang(lang === 'zh' ? 'en' : 'zh')}
          >
            {lang === 'zh' ? 'English' : '中文'}
          </button>
          <button type="button" className="ui-button ui-button--quiet" onClick={() => chooseScheme(scheme === 'dark' ? 'light' : 'dark')}>
            {scheme === 'dark' ? t('白天') : t('夜间')}
          </button>
        </div>
      </main>
      {signIn.places.length > 0 ? (
        <section className="enter__demo" aria-labelledby="demo">
          <h2 id="demo">{t('演示')}</h2>
          <p>{t('五个地方，人都是编的。点一个岗位就进去。')}</p>
          {signIn.places.map(({ place, roles }) => (
            <div className="place" key={place.zh}>
              <h3>{pick(lang, place)}</h3>
              <ul>
                {roles.map((role) => (
                  <li key={role.account}>
                    <button type="button" className="ui-button" disabled={signIn.busy} onClick={() => void signIn.asDemo(role.account)}>
                      {pick(lang, role.name)}
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ) : (
        <div className="enter__scene">
          <Drawing name="ferry" />
        </div>
      )}
    </div>
  );
};
