/** What materials decides: documents, papers handed in, consents and what is done on their strength. Pure; runs on the server and on the phone. */
export { type BillSurroundings, correctBill, type KeptBill, putBill, useBills, withdrawBill } from './domain/bills.ts';
export {
  type Acted,
  actedFor,
  actFor,
  type ConsentQuestion,
  consentFor,
  consentsEnded,
  giveConsent,
  type NewConsent,
  type ProxySignature,
  revokeConsent,
  signByProxy,
  signedByProxy,
} from './domain/consent.ts';
export {
  addDocument,
  check,
  eraseDocument,
  give,
  materialGiven,
  type NewDocument,
  type NewGiven,
  withdrawDocument,
  withdrawGiven,
} from './domain/papers.ts';
export {
  type Bill,
  calendarYear,
  lastTwelveMonths,
  POUCH_FACTS,
  pouchSum,
  preCheck,
  type Span,
  spentIn,
} from './domain/pouch.ts';
export { countPouch, type PouchState } from './domain/pouch-facts.ts';
export { type Viewer, watermarkLines } from './domain/watermark.ts';
