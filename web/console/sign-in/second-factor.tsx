import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import { SecondFactor } from '../pages/account/second-factor.tsx';
import { Mark } from '../shell/mark.tsx';
import './sign-in.css';

const words = dictionary({
  代办: 'Daiban',
  您的岗位要用动态码: 'Your post needs a second factor',
  '开通以后就进去，以后每次登录多填 6 位数字。手机上要先装一个验证器（任何一种都行）。':
    'Once it is on you are in; from then on you type 6 more digits to sign in. Any authenticator app on your phone will do.',
  先退出: 'Sign out for now',
});

/** What stands before everything else for whoever holds a post that needs a second factor and has none. */
export const SecondFactorPage = ({ done, leave }: { done: () => void; leave: () => void }): ReactNode => {
  const t = useWords(words);
  return (
    <div className="enter enter--alone">
      <main className="enter__form">
        <div className="enter__mark">
          <Mark />
          {t('代办')}
        </div>
        <div className="enter__middle">
          <h1>{t('您的岗位要用动态码')}</h1>
          <p>{t('开通以后就进去，以后每次登录多填 6 位数字。手机上要先装一个验证器（任何一种都行）。')}</p>
          <SecondFactor done={done} />
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
