import type pg from 'pg';
import { type Keys, Tampered } from '../crypto/index.ts';
import { copyOut } from '../db/copy.ts';
import { detailHash, detailPlace, GENESIS, hashedText } from './entry.ts';
import { entriesSql, type StoredEntry, storedOf } from './stored.ts';

/** What a walk over streams says: how much it saw, which streams need a closer look (`diagnose.ts`), what was erased by law. */
export type Walked = {
  readonly entries: number;
  readonly streams: number;
  readonly broken: readonly { readonly district: string; readonly streamId: string }[];
  readonly erased: readonly { readonly district: string; readonly entry: string; readonly by: string }[];
};

/** Streams to look at closely, and erasures to name, at most. */
const NAMED = 100;

/** The hash before the first entry of a stream, as the walk compares hashes. */
export const GENESIS_HEX = GENESIS.toString('hex');

/** Hexadecimal of 32 bytes: a hash of another length is not ours. */
const HASH = /^[0-9a-f]{64}$/;

/** Whether the hash is that of the entry after `previous`, and Daiban's own (MAC). */
export const isOurs = (entry: StoredEntry, previous: string, keys: Keys): { content: boolean; mac: boolean } => {
  try {
    const crypto = keys.ledger.under(entry.algorithm);
    return {
      content: crypto.hashHex(hashedText(entry, entry.detailHash, previous)) === entry.hash,
      mac: HASH.test(entry.hash) && crypto.macHex(entry.hash) === entry.mac,
    };
  } catch (error) {
    if (error instanceof Tampered) return { content: false, mac: false };
    throw error;
  }
};

export type DetailState = 'none' | 'right' | 'erased' | 'altered' | 'gone' | 'extra';

/** How the detail of an entry stands to the hash that the entry keeps of it. */
export const detailState = (entry: StoredEntry, keys: Keys): DetailState => {
  if (entry.detailHash === null) return entry.body === null ? 'none' : 'extra';
  if (entry.body === null || entry.nonce === null) return entry.erasedBy === null ? 'gone' : 'erased';
  try {
    const plain = keys.openText(Buffer.from(entry.body, 'hex'), detailPlace(entry.district, entry.id));
    const found = detailHash(plain, Buffer.from(entry.nonce, 'hex'), keys.ledger.under(entry.algorithm));
    return found.toString('hex') === entry.detailHash ? 'right' : 'altered';
  } catch (error) {
    if (error instanceof Tampered) return 'altered';
    throw error;
  }
};

const SOUND: ReadonlySet<DetailState> = new Set<DetailState>(['none', 'right', 'erased']);

/**
 * Recomputes every stream of a part of the ledger. Only says which streams don't hold: the fast path of `verify`.
 * @param where a condition on the ledger `l` that takes whole streams
 */
export const walk = async (client: pg.ClientBase, where: string, keys: Keys): Promise<Walked> => {
  let streams = 0;
  const broken: { district: string; streamId: string }[] = [];
  const erased: { district: string; entry: string; by: string }[] = [];
  let last: StoredEntry | undefined;
  let previous = GENESIS_HEX;
  let sound = true;

  const close = (): void => {
    if (last === undefined) return;
    if ((!sound || last.headHash !== last.hash) && broken.length < NAMED) broken.push({ district: last.district, streamId: last.streamId });
  };
  const entries = await copyOut(client, entriesSql(where), (line) => {
    const entry = storedOf(line);
    if (last === undefined || entry.streamId !== last.streamId || entry.district !== last.district) {
      close();
      streams += 1;
      last = undefined;
      previous = GENESIS_HEX;
      sound = true;
    }
    const { content, mac } = isOurs(entry, previous, keys);
    const detail = detailState(entry, keys);
    if (detail === 'erased' && erased.length < NAMED) erased.push({ district: entry.district, entry: entry.id, by: entry.erasedBy! });
    sound &&= content && mac && SOUND.has(detail) && entry.seq === (last?.seq ?? 0) + 1;
    previous = entry.hash;
    last = entry;
  });
  close();
  return { entries, streams, broken, erased };
};
