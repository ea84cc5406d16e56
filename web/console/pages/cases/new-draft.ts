/** What is written of a case that is about to be opened. It may begin on the person's own page. */
export const NEW_CASE = 'cases.new';

export type NewCase = {
  readonly who: { readonly id: string; readonly name: string; readonly area: string; readonly about: string } | null;
  readonly channel: 'walk_in' | 'phone' | 'chat' | 'visit' | 'referral' | 'video' | 'online';
};

export const NOTHING: NewCase = { who: null, channel: 'walk_in' };
