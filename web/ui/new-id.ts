import { idMaker } from '../../kernel/id.ts';

/** The id of a thing that is entered here and now; sorts after the one before. */
export const newId = idMaker(Date.now, (length) => crypto.getRandomValues(new Uint8Array(length)));
