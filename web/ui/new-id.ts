import { type Id, idFrom } from '../../kernel/id.ts';

/** An id for a thing that is entered here. Make it once per form, not per attempt: a repeated send must mean the same thing. */
export const newId = (): Id => idFrom(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
