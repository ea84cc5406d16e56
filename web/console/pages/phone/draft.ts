import type { Id } from '../../../../kernel/id.ts';
import type { PersonRow } from '../../../../modules/residents/contract.ts';
import type { Channel } from '../asks/names.ts';

/** A call as it is being written down. Nothing of it is lost by a closed lid; it goes with the sign-out. */
export type Call = {
  /** The ask's id, made when the call began: a second press of the button has no second effect. */
  readonly id: Id;
  readonly channel: Channel;
  /** What stands in the search box. */
  readonly typed: string;
  readonly person: PersonRow | null;
  /** The caller speaks for the person found. */
  readonly forOther: boolean;
  readonly callerName: string;
  readonly callerPhone: string;
  readonly relation: string;
  readonly words: string;
  readonly plea: boolean;
  readonly green: boolean;
  readonly homeService: boolean;
  readonly visitToday: boolean;
  readonly visitAddress: string;
  /** Recorded; what follows is triage. */
  readonly saved: boolean;
};

export const newCall = (id: Id): Call => ({
  id,
  channel: 'phone',
  typed: '',
  person: null,
  forOther: false,
  callerName: '',
  callerPhone: '',
  relation: '',
  words: '',
  plea: false,
  green: false,
  homeService: false,
  visitToday: false,
  visitAddress: '',
  saved: false,
});

const orNull = (text: string): string | null => text.trim() || null;

/** What is sent. A name typed without a person found is whom the ask is about, unless somebody else calls for them. */
export const recordOf = (call: Call) => {
  const typedName = call.person === null ? orNull(call.typed) : null;
  const name = call.forOther ? orNull(call.callerName) : (call.person?.name ?? typedName);
  return {
    id: call.id,
    channel: call.channel,
    resident: call.person?.id ?? null,
    caller: { name, phone: orNull(call.callerPhone), relation: call.forOther ? orNull(call.relation) : null },
    about: typedName !== null ? { name: typedName, address: null } : null,
    words: call.words.trim(),
    plea: call.plea,
    green: call.green,
    homeService: call.homeService,
    visitToday: call.visitToday ? orNull(call.visitAddress) : null,
  };
};

/** Digits typed into the search box that look like a phone: they become the caller's number when nobody is found. */
export const phoneTyped = (typed: string): string | null => {
  const digits = typed.replace(/[\s-]/g, '');
  return /^(1[3-9]\d{9}|0\d{9,11})$/.test(digits) ? digits : null;
};
