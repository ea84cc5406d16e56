import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LookProvider } from '../ui/look.tsx';
import { SessionProvider } from '../ui/session.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { router } from './router.tsx';
import { NewPasswordPage } from './sign-in/new-password.tsx';
import { SignInPage } from './sign-in/page.tsx';
import { SecondFactorPage } from './sign-in/second-factor.tsx';

/** The phone of a helper, in the sun: 7:1 contrast. */
export const App = (): ReactNode => (
  <LookProvider clear>
    <ToastProvider>
      <SessionProvider
        signIn={(entered) => <SignInPage entered={entered} />}
        newPassword={(changed, leave) => <NewPasswordPage changed={changed} leave={leave} />}
        secondFactor={(done, leave) => <SecondFactorPage done={done} leave={leave} />}
      >
        <RouterProvider router={router} />
      </SessionProvider>
    </ToastProvider>
  </LookProvider>
);
