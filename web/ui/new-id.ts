import { type Id, idFrom } from '../../kernel/id.ts';

/** The id of a thing that is entered here and now. */
export const newId = (): Id => idFrom(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
