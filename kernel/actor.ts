import type { AreaPath } from './area.ts';
import type { Id } from './id.ts';

/** What a post may be. Three administrators are kept apart (三员分立): `administrator` can't read residents, `auditor` can't change anything. */
export const ROLES = [
  'clerk',
  'helper',
  'approver',
  'coordinator',
  'referrer',
  'partner',
  'policy_author',
  'policy_publisher',
  'auditor',
  'administrator',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * How far a role's right to a command or read goes:
 * `area` whatever lies in the post's ranges or is granted to it · `own` what is assigned to or entered by the person
 * · `department` what waits for the post's department · `district` anything of the post's district · `self` only one's own account.
 */
export type Scope = 'area' | 'own' | 'department' | 'district' | 'self';

/** Who may use a command or read. A role that is absent may not. `public` = without signing in. */
export type Allow = Partial<Record<Role, Scope>> & { readonly public?: true };

/** A person acting in one post. */
export type Actor = {
  readonly district: string;
  /** account id */
  readonly person: Id;
  readonly post: Id;
  readonly role: Role;
  readonly site: Id | null;
  /** area of the post's site: where what the person enters belongs unless it says otherwise */
  readonly area: AreaPath;
  readonly ranges: readonly AreaPath[];
  /** department code of an approver */
  readonly department: string | null;
  readonly name: string;
};
