import type { ComponentType } from 'react';

/** Every screen of the phone: one line here, one folder in `pages/` whose `index.tsx` exports the screen as default. */
export type FieldScreen = { readonly path: string; readonly load: () => Promise<{ readonly default: ComponentType }> };

export const SCREENS: readonly FieldScreen[] = [
  { path: '/today', load: () => import('./pages/today/index.tsx') },
  { path: '/tasks/:id', load: () => import('./pages/task/index.tsx') },
  { path: '/cases/:id/consent', load: () => import('./pages/consent/index.tsx') },
  { path: '/people/:id/may-qualify', load: () => import('./pages/may-qualify/index.tsx') },
  { path: '/people/:id/bill', load: () => import('./pages/bill/index.tsx') },
  { path: '/handover', load: () => import('./pages/handover/index.tsx') },
  { path: '/handover/new', load: () => import('./pages/register/index.tsx') },
  { path: '/handover/several', load: () => import('./pages/handover/several.tsx') },
  { path: '/handover/:code', load: () => import('./pages/parcel/index.tsx') },
  { path: '/boxes', load: () => import('./pages/boxes/index.tsx') },
  { path: '/boxes/:id', load: () => import('./pages/boxes/box.tsx') },
  { path: '/me', load: () => import('./pages/me/index.tsx') },
  { path: '/specimen', load: () => import('./pages/specimen/index.tsx') },
];
