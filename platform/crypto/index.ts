/**
 * Keys and what is done with them: encrypted columns, keyed look-up hashes, the ledger's hashes, MACs and seals, keys in a backup.
 * Knows no table and no domain word; never logs a key or a plain value.
 */
export { KeyFileRefusal, PURPOSES, type Purpose } from './keyfile.ts';
export { cell, type Keys, type LookupKind, NOTICED_MS, openKeys, type Place } from './keys.ts';
export type { EntryCrypto, LedgerCrypto, Signature } from './ledger.ts';
export { type Kdf, kdfShape, keyFromPassphrase, newKdf, passphraseWrong, refuseShort } from './passphrase.ts';
export { exportKeys, importKeys } from './recovery.ts';
export { type Suite, type SuiteName, Tampered } from './suite.ts';
