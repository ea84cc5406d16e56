import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import { PasswordForm } from '../parts/password-form.tsx';
import { Mark } from '../shell/mark.tsx';
import './sign-in.css';

const words = dictionary({
  代办: 'Daiban',
  换成您自己的密码: 'Choose a password of your own',
  '条子上的密码只用这一次。换好就进去，条子可以撕掉。':
    'The password on the slip is for this once. Change it and you are in; then tear up the slip.',
  先退出: 'Sign out for now',
});

/** What stands before everything else for whoever came in with a one-time slip. */
export const NewPasswordPage = ({ changed, leave }: { changed: () => void; leave: () => void }): ReactNode => {
  const t = useWords(words);
  return (
    <div className="enter enter--alone">
      <main className="enter__form">
        <div className="enter__mark">
          <Mark />
          {t('代办')}
        </div>
        <div className="enter__middle">
          <h1>{t('换成您自己的密码')}</h1>
          <p>{t('条子上的密码只用这一次。换好就进去，条子可以撕掉。')}</p>
          <PasswordForm slip changed={changed} />
        </div>
        <div className="enter__foot">
          <button type="button" className="ui-button ui-button--quiet" onClick={leave}>
            {t('先退出')}
          </button>
        </div>
      </main>
    </div>
  );
};
