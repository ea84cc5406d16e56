import type { ReactNode } from 'react';
import { GREEN_BAR } from '../../ui/pictures.tsx';

/** A sheet of paper on the ground, full width. */
export const Card = ({ title, green = false, children }: { title?: ReactNode; green?: boolean; children: ReactNode }): ReactNode => (
  <section className={`grid gap-3 border-y border-hair bg-sheet px-5 py-5 ${green ? GREEN_BAR : ''}`}>
    {title ? <h2 className="text-[20px] leading-snug font-semibold">{title}</h2> : null}
    {children}
  </section>
);
