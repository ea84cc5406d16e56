import type { z } from 'zod';
import { bad, type Checked, good } from '../../../kernel/checked.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import { parsePhone } from '../../../kernel/identity.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { contactInput } from '../contract.ts';
import { aboutResident, type ResidentRef } from './events.ts';
import { notFound } from './identity.ts';

export type ContactInput = z.output<typeof contactInput>;

/** What each kind cannot do without. */
const NEEDS: Readonly<
  Record<ContactInput['kind'], { readonly field: 'phone' | 'name' | 'place'; readonly zh: string; readonly en: string }>
> = {
  own_phone: { field: 'phone', zh: '请填写本人电话', en: 'Give the person’s own number' },
  relative: { field: 'name', zh: '请填写亲属姓名', en: 'Give the relative’s name' },
  neighbour: { field: 'name', zh: '请填写邻居姓名', en: 'Give the neighbour’s name' },
  group: { field: 'name', zh: '请填写群名', en: 'Give the name of the group' },
  post: { field: 'place', zh: '请填写寄信地址', en: 'Give the address for letters' },
  knock: { field: 'place', zh: '请填写上门地点', en: 'Say where to knock' },
};

/** A way to reach somebody, the phone in its normal form. Refused: `contact_incomplete`, `phone_shape`, `phone_short`. */
export const checkContact = (contact: ContactInput): Checked<ContactInput> => {
  const need = NEEDS[contact.kind];
  if (contact[need.field] === null) return bad('contact_incomplete', need.zh, need.en);
  if (contact.phone === null) return good(contact);
  const phone = parsePhone(contact.phone);
  if (!phone.ok) return phone;
  if (phone.value.kind === 'short')
    return bad('phone_short', '这是公共短号，找不到人，请填手机或座机', 'This is a public short number. Give a mobile or a landline');
  return good({ ...contact, phone: phone.value.number });
};

export const addContact = (
  resident: ResidentRef | null,
  p: ContactInput & { readonly resident: string },
): Decision<EventOf, { id: string }> => {
  if (!resident) return notFound;
  const { resident: _, ...typed } = p;
  const contact = checkContact(typed);
  if (!contact.ok) return { kind: 'refused', refusal: contact.refusal };
  const { id, kind, trusted, ...detail } = contact.value;
  return accept([aboutResident('residents.contact_added', resident, { id, resident: resident.id, kind, trusted }, detail)], { id });
};

export const withdrawContact = (
  state: { readonly resident: ResidentRef; readonly withdrawn: boolean } | null,
  p: { readonly id: string; readonly reason: string },
): Decision<EventOf, { id: string }> => {
  if (!state) return notFound;
  if (state.withdrawn) return refuse('contact_withdrawn', '这个联系方式已经撤下了', 'This contact is withdrawn already.');
  return accept(
    [aboutResident('residents.contact_withdrawn', state.resident, { id: p.id, resident: state.resident.id }, { reason: p.reason })],
    { id: p.id },
  );
};
