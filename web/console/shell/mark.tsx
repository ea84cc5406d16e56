import type { ReactNode } from 'react';

/** The sign of the house: a line with three stops. */
export const Mark = (): ReactNode => (
  <svg className="mark" viewBox="0 0 52 18" aria-hidden="true" focusable="false">
    <path d="M4 9h44" stroke="currentColor" strokeWidth="2.2" />
    <circle cx="5" cy="9" r="4" fill="currentColor" />
    <circle cx="26" cy="9" r="8.5" fill="currentColor" />
    <circle cx="26" cy="9" r="3" fill="var(--mark-ground)" />
    <circle cx="47" cy="9" r="4" fill="var(--mark-ground)" stroke="currentColor" strokeWidth="2.2" />
  </svg>
);
