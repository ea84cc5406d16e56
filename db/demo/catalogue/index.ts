import type { ItemVersion } from '../../../modules/catalogue/contract.ts';
import { CARE } from './care.ts';
import { DISABILITY } from './disability.ts';
import { ELDERS } from './elders.ts';
import { LIVELIHOOD } from './livelihood.ts';
import { MEDICAL } from './medical.ts';
import { REGISTRATION } from './registration.ts';
import { RELIEF } from './relief.ts';
import { SOCIAL_SECURITY } from './social-security.ts';

export type { DepartmentCode } from './departments.ts';

/** The example items of the five places: believable, and all marked 示例. Figures that differ from place to place are examples, not law. */
export const DEMO_ITEMS: readonly ItemVersion[] = [
  ...RELIEF,
  ...MEDICAL,
  ...CARE,
  ...ELDERS,
  ...DISABILITY,
  ...SOCIAL_SECURITY,
  ...REGISTRATION,
  ...LIVELIHOOD,
];
