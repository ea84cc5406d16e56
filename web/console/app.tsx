import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { LookProvider, useLook } from '../ui/look.tsx';
import { SessionProvider } from '../ui/session.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { router } from './router.tsx';
import { NewPasswordPage } from './sign-in/new-password.tsx';
import { SignInPage } from './sign-in/page.tsx';
import { SecondFactorPage } from './sign-in/second-factor.tsx';
import { themeOf } from './theme.ts';

const Dressed = ({ children }: { children: ReactNode }): ReactNode => {
  const { lang, scheme } = useLook();
  return (
    <ConfigProvider theme={themeOf(scheme)} button={{ autoInsertSpace: false }} locale={lang === 'zh' ? zhCN : enGB}>
      {children}
    </ConfigProvider>
  );
};

/** The console: how it looks, who is here, where one is. */
export const App = (): ReactNode => (
  <LookProvider>
    <Dressed>
      <ToastProvider>
        <SessionProvider
          signIn={(entered) => <SignInPage entered={entered} />}
          newPassword={(changed, leave) => <NewPasswordPage changed={changed} leave={leave} />}
          secondFactor={(done, leave) => <SecondFactorPage done={done} leave={leave} />}
        >
          <RouterProvider router={router} />
        </SessionProvider>
      </ToastProvider>
    </Dressed>
  </LookProvider>
);
