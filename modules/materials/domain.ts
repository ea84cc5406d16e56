/** What materials decides: documents, papers handed in, consents and what is done on their strength. Pure; runs on the server and on the phone. */
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
export { type Viewer, watermarkLines } from './domain/watermark.ts';
