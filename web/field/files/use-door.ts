import { useMemo } from 'react';
import type { Refusal } from '../../../kernel/result.ts';
import { ReadRefused, SignedOut, Unreachable } from '../../ui/api.ts';
import { useApi, useSession } from '../../ui/session.tsx';
import type { FileDoor, SentFile } from './send-file.ts';

/** A part that is not answered within this time, in ms, is sent again. */
const PART_LIMIT = 30_000;

/** The server's file routes as the acting post uses them. Bytes are no JSON, so parts go past the API client. */
export const useFileDoor = (): FileDoor => {
  const api = useApi();
  const { post } = useSession();
  const postId = post?.id ?? '';
  return useMemo<FileDoor>(
    () => ({
      begin: (file) => api.call('POST', '/api/v1/files', file),
      finish: (hash) => api.call<SentFile>('POST', `/api/v1/files/${hash}/finish`, {}),
      append: async (hash, offset, part) => {
        const response = await fetch(`/api/v1/files/${hash}?offset=${offset}`, {
          method: 'PATCH',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/octet-stream', 'x-daiban-post': postId },
          body: part,
          signal: AbortSignal.timeout(PART_LIMIT),
        }).catch(() => null);
        if (response === null || response.status >= 500 || response.status === 429) throw new Unreachable(null);
        if (response.status === 401) throw new SignedOut();
        const told: unknown = await response.json();
        if (!response.ok) throw new ReadRefused(told as Refusal);
        return told as { have: number };
      },
    }),
    [api, postId],
  );
};
