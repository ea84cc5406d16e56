import type { ReactNode } from 'react';
import { useLang, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { PasswordForm } from '../../parts/password-form.tsx';
import { Page } from '../../shell/page.tsx';
import { sayPost } from '../../shell/rail-foot.tsx';
import { SecondFactor } from './second-factor.tsx';
import './account.css';

const words = dictionary({
  我的账号: 'My account',
  改密码: 'Change the password',
  '换好以后，别处登录着的都会退出。': 'Once it is changed, sign-ins elsewhere end.',
  '密码换好了，别处的登录都退出了': 'The password is changed; sign-ins elsewhere have ended',
  退出: 'Sign out',
});

/** One's own password and second factor. */
const AccountScreen = (): ReactNode => {
  const t = useWords(words);
  const lang = useLang();
  const toast = useToast();
  const { me, post, signOut } = useSession();
  return (
    <Page
      title={t('我的账号')}
      lead={[me.person.name, post === null ? null : sayPost(lang, post)].filter((part) => part !== null).join(' · ')}
      actions={
        <button type="button" className="ui-button" onClick={() => void signOut()}>
          {t('退出')}
        </button>
      }
    >
      <div className="account">
        <section className="panel">
          <h2>{t('改密码')}</h2>
          <p>{t('换好以后，别处登录着的都会退出。')}</p>
          <PasswordForm slip={false} changed={() => toast(t('密码换好了，别处的登录都退出了'))} />
        </section>
        <SecondFactor />
      </div>
    </Page>
  );
};
export default AccountScreen;
