import type { Refusal } from '../../kernel/result.ts';
import { REFUSALS } from './refusals.ts';

export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** How many first bytes `sniff` looks at. */
export const SNIFF_BYTES = 1024;

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

/** What the first bytes say a file is; the name and the sender's word are not believed. `image/heic` is known in order to refuse it well. */
export const sniff = (head: Uint8Array): FileType | 'image/heic' | undefined => {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, SNIFF_BYTES));
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to);
  if (bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(0, 5) === '%PDF-') return 'application/pdf';
  if (text(4, 8) === 'ftyp' && HEIC_BRANDS.has(text(8, 12))) return 'image/heic';
  return undefined;
};

/** @returns why a file with these first bytes can't be taken as `declared`; undefined if it can */
export const refusalOfType = (head: Uint8Array, declared: FileType): Refusal | undefined => {
  const found = sniff(head);
  if (found === 'image/heic') return REFUSALS.heic;
  if (found === undefined) return REFUSALS.unsupported;
  return found === declared ? undefined : REFUSALS.typeDiffers;
};
