import { ReadRefused, Unreachable } from '../../../ui/api.ts';

/** Bytes sent at once; the server takes up to 4 MB. */
const PART = 1024 * 1024;

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Sends a file in parts that may be resumed: the server says how much it has, and goes on from there.
 * @returns the SHA-256 by which a command names the file
 * @throws ReadRefused where the server will not have it, Unreachable where it could not be reached
 */
export const uploadFile = async (file: File, post: string): Promise<string> => {
  const bytes = await file.arrayBuffer();
  const hash = hex(await crypto.subtle.digest('SHA-256', bytes));
  const call = async (method: string, path: string, body: BodyInit | null, type: string): Promise<{ have?: number }> => {
    const response = await fetch(`/api/v1${path}`, {
      method,
      body,
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'x-daiban-post': post, ...(body === null ? {} : { 'content-type': type }) },
    }).catch(() => {
      throw new Unreachable(null);
    });
    const told = await response.json().catch(() => null);
    if (response.ok) return (told ?? {}) as { have?: number };
    if (told !== null && typeof told.code === 'string') throw new ReadRefused(told);
    throw new Unreachable(null);
  };
  const json = 'application/json';
  let { have = 0 } = await call('POST', '/files', JSON.stringify({ hash, size: file.size, type: file.type }), json);
  while (have < file.size) {
    const part = bytes.slice(have, have + PART);
    const answer = await call('PATCH', `/files/${hash}?offset=${have}`, part, 'application/octet-stream');
    if (answer.have === undefined || answer.have <= have) throw new Unreachable(null);
    have = answer.have;
  }
  await call('POST', `/files/${hash}/finish`, '{}', json);
  return hash;
};
