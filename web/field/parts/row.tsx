import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GREEN_BAR } from '../../ui/pictures.tsx';

type RowProps = { to: string; title: ReactNode; below?: ReactNode; aside?: ReactNode; green?: boolean };

/** A list row that opens something. */
export const Row = ({ to, title, below, aside, green = false }: RowProps): ReactNode => (
  <Link
    to={to}
    className={`flex min-h-touch items-center gap-3 border-b border-hair bg-sheet px-5 py-3.5 text-ink no-underline last:border-b-0 active:brightness-95 ${green ? GREEN_BAR : ''}`}
  >
    <span className="grid min-w-0 flex-1 gap-1">
      <span className="font-semibold">{title}</span>
      {below ? <span className="text-soft">{below}</span> : null}
    </span>
    {aside}
    <svg
      viewBox="0 0 20 20"
      className="size-5 flex-none text-soft"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M7.5 4.5l6 5.5-6 5.5" />
    </svg>
  </Link>
);

/** Rows that belong together, under a heading. */
export const Rows = ({ title, children }: { title?: string; children: ReactNode }): ReactNode => (
  <section>
    {title ? <h2 className="px-5 pt-5 pb-2 text-[16px] font-semibold text-soft">{title}</h2> : null}
    <div className="border-y border-hair">{children}</div>
  </section>
);
