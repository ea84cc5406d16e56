/**
 * Keys and what is done with them: encrypted columns, keyed look-up hashes, the ledger's hashes, MACs and seals, keys in a backup.
 * Knows no table and no domain word; never logs a key or a plain value.
 */
export { KeyFileRefusal, PURPOSES, type Purpose } from './keyfile.ts';
export { cell, type Keys, type LookupKind, openKeys, type Place } from './keys.ts';
export type { EntryCrypto, LedgerCrypto, Signature } from './ledger.ts';
export { exportKeys, importKeys, PASSPHRASE_LENGTH } from './recovery.ts';
export { SUITES, type Suite, type SuiteName, sameBytes, Tampered } from './suite.ts';
