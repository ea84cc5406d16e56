import type { ReactNode } from 'react';
import { z } from 'zod';
import { areaPath } from '../../../../kernel/contract.ts';
import { isDay } from '../../../../kernel/time.ts';
import type { area, staffPost } from '../../../../modules/network/contract.ts';
import type { calendar } from '../../../../modules/work/contract.ts';

/** Where one is on the page: tab, filters, what is selected, what is being added. */
export const PLACE = z.object({
  tab: z.enum(['people', 'places', 'workdays', 'rights']).catch('people'),
  area: areaPath.optional().catch(undefined),
  role: z.string().optional().catch(undefined),
  q: z.string().catch(''),
  post: z.string().optional().catch(undefined),
  year: z.coerce.number().int().min(2004).max(2100).optional().catch(undefined),
  day: z.string().refine(isDay).optional().catch(undefined),
  adding: z.enum(['person', 'area', 'site', 'year']).optional().catch(undefined),
});
export type Tabs = { readonly tabs: ReactNode; readonly isAdministrator: boolean };
export type StaffPost = z.output<typeof staffPost>;
export type Area = z.output<typeof area>;
export type WorkYear = z.output<(typeof calendar)['answer']>;
