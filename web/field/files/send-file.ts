import type { Text } from '../../../kernel/result.ts';
import { Unreachable } from '../../ui/api.ts';

/**
 * Sends a file in parts, from wherever the server already has it: a ferry's dead spot costs one part, not the photo.
 * The server knows a file by its SHA-256, so the same photo is never sent twice.
 */
export type FileDoor = {
  /** @returns how many first bytes the server has */
  begin(file: { readonly hash: string; readonly size: number; readonly type: string }): Promise<{ readonly have: number }>;
  append(hash: string, offset: number, part: Blob): Promise<{ readonly have: number }>;
  finish(hash: string): Promise<SentFile>;
};
/** `hints`: what may make the picture hard to read, in words that say what to do. */
export type SentFile = { readonly hash: string; readonly hints: readonly Text[] };

/** Small enough that progress is seen to move on a bad line, above the server's least part of 16 KiB. */
export const PART_BYTES = 256 * 1024;
/** Waits before going on after a lost part, in ms. */
const WAITS = [600, 1_500, 4_000, 8_000] as const;

export const hashOf = async (file: Blob): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/**
 * @param onSent told how many bytes have arrived
 * @throws Unreachable once all waits are used up, ReadRefused where the server does not take the file
 */
export const sendFile = async (
  file: Blob,
  door: FileDoor,
  onSent: (bytes: number) => void,
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<SentFile> => {
  const hash = await hashOf(file);
  /** Every call says the same again when repeated, so each may be. */
  const persistently = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (const wait of WAITS) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        await sleep(wait);
      }
    }
    return ask();
  };
  const begin = () => door.begin({ hash, size: file.size, type: file.type });
  let { have } = await persistently(begin);
  onSent(have);
  while (have < file.size) {
    const from = have;
    ({ have } = await persistently(() => door.append(hash, from, file.slice(from, from + PART_BYTES))));
    // Nothing more arrived: another tab sends the same photo. Ask where it stands.
    if (have <= from) ({ have } = await persistently(begin));
    onSent(have);
  }
  return persistently(() => door.finish(hash));
};
