import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ButtonLook, buttonClass } from './button.tsx';

/** Looks like a button, opens a screen. */
export const Go = ({ to, look = 'plain', children }: { to: string; look?: ButtonLook; children: ReactNode }): ReactNode => (
  <Link to={to} className={`${buttonClass(look, true)} no-underline`}>
    {children}
  </Link>
);
