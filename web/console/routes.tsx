import type { ComponentType } from 'react';

/**
 * Every screen of the console: one line here, one folder in `pages/` whose `index.tsx` exports the screen as default.
 * Each becomes a piece of its own that is loaded when it is first opened. `:name` parts arrive through `usePageParams`.
 */
export type Screen = { readonly path: string; readonly load: () => Promise<{ readonly default: ComponentType }> };

export const SCREENS: readonly Screen[] = [
  { path: '/work', load: () => import('./pages/work/index.tsx') },
  { path: '/phone', load: () => import('./pages/phone/index.tsx') },
  { path: '/asks', load: () => import('./pages/asks/index.tsx') },
  { path: '/asks/:id', load: () => import('./pages/asks/page.tsx') },
  { path: '/cases', load: () => import('./pages/cases/index.tsx') },
  { path: '/cases/new', load: () => import('./pages/cases/new.tsx') },
  { path: '/cases/:id', load: () => import('./pages/cases/case.tsx') },
  { path: '/tell', load: () => import('./pages/tell/index.tsx') },
  { path: '/handover', load: () => import('./pages/handover/index.tsx') },
  { path: '/items', load: () => import('./pages/catalogue/index.tsx') },
  { path: '/items/:code', load: () => import('./pages/catalogue/item.tsx') },
  { path: '/residents', load: () => import('./pages/residents/index.tsx') },
  { path: '/residents/new', load: () => import('./pages/residents/new.tsx') },
  { path: '/residents/import', load: () => import('./pages/residents/import.tsx') },
  { path: '/residents/:id', load: () => import('./pages/residents/person.tsx') },
  { path: '/care', load: () => import('./pages/care/index.tsx') },
  { path: '/leads', load: () => import('./pages/leads/index.tsx') },
  { path: '/leads/round', load: () => import('./pages/leads/round.tsx') },
  { path: '/leads/frequent', load: () => import('./pages/leads/frequent.tsx') },
  { path: '/policies', load: () => import('./pages/policies/index.tsx') },
  { path: '/policies/new', load: () => import('./pages/policies/new.tsx') },
  { path: '/policies/:id', load: () => import('./pages/policies/policy.tsx') },
  { path: '/policies/:id/edit', load: () => import('./pages/policies/edit.tsx') },
  { path: '/ratings', load: () => import('./pages/ratings/index.tsx') },
  { path: '/ratings/:id', load: () => import('./pages/ratings/rating.tsx') },
  { path: '/requests', load: () => import('./pages/requests/index.tsx') },
  { path: '/duty', load: () => import('./pages/duty/index.tsx') },
  { path: '/ledger', load: () => import('./pages/ledger/index.tsx') },
  { path: '/approve', load: () => import('./pages/approve/index.tsx') },
  { path: '/account', load: () => import('./pages/account/index.tsx') },
  { path: '/admin', load: () => import('./pages/admin/index.tsx') },
  { path: '/sign-ins', load: () => import('./pages/admin/sign-ins.tsx') },
  { path: '/specimen', load: () => import('./pages/specimen/index.tsx') },
];
