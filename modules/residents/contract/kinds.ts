export const SEXES = ['female', 'male'] as const;
/** How a person is reached; `post` is by letter, `knock` at the door. */
export const CONTACT_KINDS = ['own_phone', 'relative', 'neighbour', 'group', 'post', 'knock'] as const;
export const FACT_SOURCES = ['roster', 'visit', 'self', 'relative', 'neighbour', 'department', 'document', 'import'] as const;
export const SURENESS = ['certain', 'likely', 'hearsay'] as const;
export const REQUEST_KINDS = ['copy', 'correction', 'deletion', 'who_looked'] as const;
export const REQUEST_STATES = ['open', 'answered', 'refused'] as const;
/** Why somebody opens a person's page. The system checks what it can see; `other` needs words. */
export const LOOK_REASONS = ['open_case', 'visit', 'lead', 'duty', 'other'] as const;
/** Rows of one import command. */
export const IMPORT_BATCH = 200;
