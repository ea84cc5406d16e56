import type { ButtonHTMLAttributes, ReactNode } from 'react';

const LOOKS = {
  primary: 'bg-deep text-on-deep border-deep font-semibold',
  plain: 'bg-sheet text-ink border-edge',
  quiet: 'bg-transparent text-sea border-transparent',
  danger: 'bg-sheet text-seal border-seal font-semibold',
} as const;
export type ButtonLook = keyof typeof LOOKS;

export const buttonClass = (look: ButtonLook, wide: boolean): string =>
  `inline-flex min-h-touch items-center justify-center gap-2 rounded-xl border px-5 active:brightness-90 disabled:opacity-60 ${LOOKS[look]} ${wide ? 'w-full' : ''}`;

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; wide?: boolean; icon?: ReactNode };

/** At least 60 px high: pressed with a thumb, on a moving boat. */
export const Button = ({ look = 'plain', wide = false, icon, className = '', children, ...rest }: ButtonProps): ReactNode => (
  <button type="button" className={`${buttonClass(look, wide)} ${className}`} {...rest}>
    {icon}
    {children}
  </button>
);
