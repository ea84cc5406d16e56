import { type ReactNode, useState } from 'react';
import { useLook, useWords } from '../../ui/look.tsx';
import { useSignIn } from '../../ui/sign-in.ts';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary, pick } from '../../ui/words.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';

const words = dictionary({
  代办: 'Daiban',
  '一次说清，一次交齐，办好送到家。': 'Asked once, handed in once, brought home when done.',
  用户名: 'Name',
  密码: 'Password',
  动态码: 'One-time code',
  没有开通就空着: 'Leave empty if you have none',
  登录: 'Sign in',
  演示: 'Demo',
  '人都是编的，点一个岗位就进去。': 'All people are invented. Pick a post to enter.',
});

export const SignInPage = ({ entered }: { entered: () => void }): ReactNode => {
  const t = useWords(words);
  const { lang, chooseLang } = useLook();
  const signIn = useSignIn(entered);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  return (
    <main className="mx-auto grid max-w-[560px] gap-6 px-5 pt-8 pb-12">
      <div className="flex items-center">
        <h1 className="flex-1 text-[28px] font-semibold text-deep">{t('代办')}</h1>
        <Button
          look="quiet"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          className="-mr-5"
          onClick={() => chooseLang(lang === 'zh' ? 'en' : 'zh')}
        >
          {lang === 'zh' ? 'English' : '中文'}
        </Button>
      </div>
      <p className="-mt-5 text-soft">{t('一次说清，一次交齐，办好送到家。')}</p>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn.withPassword(name.trim(), password, totp.trim());
        }}
      >
        <Field label={t('用户名')} autoComplete="username" required value={name} onText={setName} />
        <Field label={t('密码')} type="password" autoComplete="current-password" required value={password} onText={setPassword} />
        <Field
          label={t('动态码')}
          hint={t('没有开通就空着')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={11}
          value={totp}
          onText={setTotp}
        />
        {signIn.error ? <Failure error={signIn.error} /> : null}
        <Button look="primary" type="submit" wide disabled={signIn.busy}>
          {t('登录')}
        </Button>
      </form>
      {signIn.places.length > 0 ? (
        <section className="grid gap-3 border-t border-hair pt-6">
          <h2 className="text-[22px] font-semibold">{t('演示')}</h2>
          <p className="-mt-2 text-soft">{t('人都是编的，点一个岗位就进去。')}</p>
          {signIn.places.map(({ place, roles }) => (
            <div key={place.zh} className="grid gap-2 pt-2">
              <h3 className="font-semibold">{pick(lang, place)}</h3>
              {roles.map((role) => (
                <Button key={role.account} wide disabled={signIn.busy} onClick={() => void signIn.asDemo(role.account)}>
                  {pick(lang, role.name)}
                </Button>
              ))}
            </div>
          ))}
        </section>
      ) : null}
    </main>
  );
};
