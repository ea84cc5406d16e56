import type { ReactNode } from 'react';
import { z } from 'zod';
import { areaPath } from '../../../../kernel/contract.ts';
import type { area, staffPost } from '../../../../modules/network/contract.ts';

/** Where one is on the page: tab, filters, what is selected, what is being added. */
export const PLACE = z.object({
  tab: z.enum(['people', 'places', 'rights']).catch('people'),
  area: areaPath.optional().catch(undefined),
  role: z.string().optional().catch(undefined),
  q: z.string().catch(''),
  post: z.string().optional().catch(undefined),
  adding: z.enum(['person', 'area', 'site']).optional().catch(undefined),
});
export type Tabs = { readonly tabs: ReactNode; readonly isAdministrator: boolean };
export type StaffPost = z.output<typeof staffPost>;
export type Area = z.output<typeof area>;
