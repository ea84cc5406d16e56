import { findDraft, keepDraft } from '../../../ui/draft.ts';

/** Which list somebody came from: “back to the list” leads there, with its filters. Kept for the tab. */
const KEY = 'cases.list';
type Place = Readonly<Record<string, unknown>>;

export const keepListPlace = (place: Place): void => keepDraft(sessionStorage, KEY, place);
export const listPlace = (): Place => findDraft<Place>(sessionStorage, KEY) ?? {};
