import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { useOwnPassword } from '../../ui/own-password.ts';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';

const words = dictionary({
  换成您自己的密码: 'Choose a password of your own',
  '条子上的密码只用这一次。换好就进去，条子可以撕掉。':
    'The password on the slip is for this once. Change it and you are in; then tear up the slip.',
  条子上的密码: 'The password on the slip',
  新密码: 'New password',
  '至少 10 个字，字母、数字、符号要有两种以上': 'At least 10 characters, of two kinds: letters, digits, signs',
  再写一遍新密码: 'The new password once more',
  '两遍不一样，请再写一遍': 'The two are not the same; type it once more',
  换成新密码: 'Change the password',
  先退出: 'Sign out for now',
});

/** What stands before everything else for whoever came in with a one-time slip. */
export const NewPasswordPage = ({ changed, leave }: { changed: () => void; leave: () => void }): ReactNode => {
  const t = useWords(words);
  const own = useOwnPassword(changed);
  return (
    <main className="mx-auto grid max-w-[560px] gap-6 px-5 pt-8 pb-12">
      <h1 className="text-[26px] leading-snug font-semibold text-deep">{t('换成您自己的密码')}</h1>
      <p className="-mt-4 text-soft">{t('条子上的密码只用这一次。换好就进去，条子可以撕掉。')}</p>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void own.send();
        }}
      >
        <Field
          label={t('条子上的密码')}
          type="password"
          autoComplete="current-password"
          required
          maxLength={128}
          value={own.form.current}
          onText={(current) => own.set({ current })}
        />
        <Field
          label={t('新密码')}
          hint={t('至少 10 个字，字母、数字、符号要有两种以上')}
          type="password"
          autoComplete="new-password"
          required
          maxLength={128}
          value={own.form.next}
          onText={(next) => own.set({ next })}
        />
        <Field
          label={t('再写一遍新密码')}
          error={own.differs ? t('两遍不一样，请再写一遍') : undefined}
          type="password"
          autoComplete="new-password"
          required
          maxLength={128}
          value={own.form.again}
          onText={(again) => own.set({ again })}
        />
        {own.error ? <Failure error={own.error} kept /> : null}
        <Button look="primary" type="submit" wide disabled={own.busy}>
          {t('换成新密码')}
        </Button>
      </form>
      <Button look="quiet" onClick={leave}>
        {t('先退出')}
      </Button>
    </main>
  );
};
