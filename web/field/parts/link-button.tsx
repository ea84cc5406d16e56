import type { ReactNode } from 'react';

/** One tap to call or to open the map: `tel:`, `geo:`. */
export const LinkButton = ({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }): ReactNode => (
  <a
    href={href}
    className="inline-flex min-h-touch flex-1 items-center justify-center gap-2 rounded-xl border border-edge bg-sheet px-4 text-ink no-underline active:brightness-90"
  >
    {icon}
    <span className="nobr">{children}</span>
  </a>
);
