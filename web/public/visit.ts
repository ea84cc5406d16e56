import type { PublicOffice } from '../../modules/evaluation/contract.ts';
import type { Human } from './page.ts';
import type { Reading } from './reading.ts';

/** What every public page is made for: who reads, on which day, and whom to ring. */
export type Visit = {
  readonly reading: Reading;
  /** Shanghai's today */
  readonly today: string;
  readonly offices: readonly PublicOffice[];
};

/** The national line for government services: answers everywhere, day and night. */
const HOTLINE = { zh: '12345 政务服务热线', en: 'the 12345 service line' };

/** Whom to ring: the office named, else the only one there is, else the hotline. */
export const humanOf = (
  { reading, offices }: Visit,
  named?: { readonly name: string; readonly phone: string | null; readonly hours?: string | null } | null,
): Human => {
  const office = named?.phone ? named : offices.length === 1 ? offices[0] : undefined;
  if (!office?.phone) return { name: HOTLINE[reading.lang], phone: '12345' };
  return { name: office.name, phone: office.phone, when: office.hours ?? undefined };
};

export const officeNameOf = ({ reading, offices }: Visit): string =>
  offices.length === 1 ? offices[0]!.name : reading.lang === 'zh' ? '帮办代办服务' : 'We do it for you';

/** What a page answers: a document, or another address to go to. */
export type Shown = { readonly status: number; readonly html: string } | { readonly goTo: string };
