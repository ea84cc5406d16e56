import { randomBytes } from 'node:crypto';
import { canonical } from '../../kernel/canonical.ts';
import type { EventOf } from '../../kernel/contract.ts';
import { cell, type EntryCrypto, type Keys, type Place } from '../crypto/index.ts';
import type { SealedTable } from '../rotation/sealed.ts';

/** One row of `ledger`, times as milliseconds since 1970 so that the hashed text does not depend on a format. */
export type Entry = {
  readonly district: string;
  readonly id: string;
  readonly stream: string;
  readonly streamId: string;
  readonly seq: number;
  readonly event: string;
  /** canonical JSON, exactly as stored */
  readonly data: string;
  readonly detailHash: Buffer | null;
  readonly commandId: string;
  readonly n: number;
  readonly actor: string;
  readonly post: string;
  readonly area: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
};

export type Sealed = Entry & { readonly algorithm: string; readonly mac: Buffer; readonly hash: Buffer };

/** The hash before the first entry of a stream. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** The text that is hashed: every field in a fixed order, then the previous hash of the stream; hashes in hexadecimal. */
export const hashedText = (e: Omit<Entry, 'detailHash'>, detailHash: string | null, previous: string): string =>
  JSON.stringify([
    e.district,
    e.id,
    e.stream,
    e.streamId,
    e.seq,
    e.event,
    e.data,
    detailHash,
    e.commandId,
    e.n,
    e.actor,
    e.post,
    e.area,
    e.happenedAt,
    e.recordedAt,
    previous,
  ]);

export const sealEntry = (entry: Entry, previous: Buffer, crypto: EntryCrypto): Sealed => {
  const hash = crypto.hash(Buffer.from(hashedText(entry, entry.detailHash?.toString('hex') ?? null, previous.toString('hex'))));
  return { ...entry, algorithm: crypto.algorithm, hash, mac: crypto.mac(hash) };
};

export type Detail = { readonly entry: string; readonly nonce: Buffer; readonly body: Buffer };

/** hash(nonce ‖ plain detail): the nonce keeps short details from being guessed once they are erased. */
export const detailHash = (plain: string, nonce: Uint8Array, crypto: EntryCrypto): Buffer =>
  crypto.hash(Buffer.concat([nonce, Buffer.from(plain)]));

/** Where a detail stands; bound to its ciphertext. */
export const detailPlace = (district: string, entry: string): Place => cell('ledger_detail', 'body', district, entry);

/** The details as a rotation of the keys redoes them: only their wrapping, the hash in the entry is over the plain text. */
export const sealedDetails: SealedTable = {
  table: 'ledger_detail',
  id: 'entry',
  values: [{ column: 'body', place: ({ district, id }) => detailPlace(district, id) }],
};

export type Head = { readonly seq: number; readonly hash: Buffer };

/** Turns the events of one command into sealed entries, each stream continued from its head. */
export const entriesOf = (
  events: readonly EventOf[],
  command: { district: string; id: string; actor: string; post: string; happenedAt: number; recordedAt: number },
  heads: Map<string, Head>,
  keys: Keys,
  newId: () => string,
): { entries: Sealed[]; details: Detail[] } => {
  const crypto = keys.ledger.current();
  const entries: Sealed[] = [];
  const details: Detail[] = [];
  events.forEach((event, n) => {
    const head = heads.get(event.streamId) ?? { seq: 0, hash: GENESIS };
    const id = newId();
    let hashOfDetail: Buffer | null = null;
    if (event.detail !== undefined) {
      const plain = canonical(event.detail);
      const nonce = randomBytes(16);
      hashOfDetail = detailHash(plain, nonce, crypto);
      details.push({ entry: id, nonce, body: keys.seal(plain, detailPlace(command.district, id)) });
    }
    const entry = sealEntry(
      {
        district: command.district,
        id,
        stream: event.stream,
        streamId: event.streamId,
        seq: head.seq + 1,
        event: event.type,
        data: canonical(event.data),
        detailHash: hashOfDetail,
        commandId: command.id,
        n,
        actor: command.actor,
        post: command.post,
        area: event.area,
        happenedAt: command.happenedAt,
        recordedAt: command.recordedAt,
      },
      head.hash,
      crypto,
    );
    heads.set(event.streamId, { seq: entry.seq, hash: entry.hash });
    entries.push(entry);
  });
  return { entries, details };
};
