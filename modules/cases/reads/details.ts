import type { Keys } from '../../../platform/crypto/index.ts';
import { detailPlace } from '../../../platform/ledger/entry.ts';

/** The free text of entries. What else stands there (the public code, the answers) is nobody's to read here. */
const SHOWN: ReadonlySet<string> = new Set([
  'reason',
  'remedy',
  'remedies',
  'what',
  'words',
  'note',
  'toName',
  'place',
  'promisedBy',
  'signer',
  'relation',
  'witness',
  'says',
]);

export type Detail = Readonly<Record<string, unknown>>;

/** @param body sealed; null where there is none or it was erased by law */
export const detailOf = (keys: Keys, district: string, entry: string, body: Buffer | null): Detail | null => {
  if (body === null) return null;
  const all = JSON.parse(keys.openText(body, detailPlace(district, entry))) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => SHOWN.has(name) && value !== null));
};

/** The texts among them. */
export const wordsOf = (detail: Detail | null): Record<string, string> =>
  Object.fromEntries(Object.entries(detail ?? {}).filter((one): one is [string, string] => typeof one[1] === 'string'));
