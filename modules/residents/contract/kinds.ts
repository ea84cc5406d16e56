export const SEXES = ['female', 'male'] as const;
/** How a person is reached; `post` is by letter, `knock` at the door. */
export const CONTACT_KINDS = ['own_phone', 'relative', 'neighbour', 'group', 'post', 'knock'] as const;
export const FACT_SOURCES = ['roster', 'visit', 'self', 'relative', 'neighbour', 'department', 'document', 'import'] as const;
export const SURENESS = ['certain', 'likely', 'hearsay'] as const;
/**
 * What the person was told a fact is for. `service` 帮办代办: their matters, and finding out what they may qualify for;
 * `one_matter` 只为眼前这件事: shown on their page, never used to screen.
 */
export const FACT_PURPOSES = ['service', 'one_matter'] as const;
/** Who sees facts of health and money that somebody else recorded. */
export const SENSITIVE_ROLES = ['clerk', 'helper', 'coordinator', 'system'] as const;
/** How sure one usually is of what a source says; whoever records it may say otherwise. */
export const USUAL_SURENESS: Readonly<Record<(typeof FACT_SOURCES)[number], (typeof SURENESS)[number]>> = {
  document: 'certain',
  department: 'certain',
  visit: 'certain',
  self: 'likely',
  relative: 'likely',
  roster: 'likely',
  import: 'likely',
  neighbour: 'hearsay',
};
export const REQUEST_KINDS = ['copy', 'correction', 'deletion', 'who_looked'] as const;
export const REQUEST_STATES = ['open', 'answered', 'refused'] as const;
/** Why somebody opens a person's page. The system checks what it can see; `other` needs words. */
export const LOOK_REASONS = ['open_case', 'visit', 'lead', 'duty', 'other'] as const;
/** Rows of one import command. */
export const IMPORT_BATCH = 200;
