/** What residents' commands decide. Pure: the phone and the server run the same. */
export * from './domain/care.ts';
export * from './domain/contacts.ts';
export * from './domain/current.ts';
export * from './domain/events.ts';
export * from './domain/facts.ts';
export * from './domain/identity.ts';
export * from './domain/import.ts';
export * from './domain/looks.ts';
export * from './domain/merge.ts';
export * from './domain/people.ts';
export * from './domain/preview.ts';
export * from './domain/requests.ts';
export * from './domain/words.ts';
