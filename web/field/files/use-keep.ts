import { useCallback, useRef } from 'react';
import type { z } from 'zod';
import type { Id } from '../../../kernel/id.ts';
import { addDocument } from '../../../modules/materials/contract.ts';
import { ReadRefused, Unreachable } from '../../ui/api.ts';
import { newId } from '../../ui/new-id.ts';
import { useApi } from '../../ui/session.tsx';
import { type SentFile, sendFile } from './send-file.ts';
import { useFileDoor } from './use-door.ts';

/** Whose paper it is and where it belongs. */
export type About = Omit<z.input<typeof addDocument.payload>, 'id' | 'hash'>;

export type Keep = {
  /** Bytes only; nobody sees them yet. */
  readonly send: (file: Blob, onSent?: (bytes: number) => void) => Promise<SentFile>;
  /** The sent file becomes a document. @throws Unreachable, or ReadRefused */
  readonly keep: (file: SentFile, about: About) => Promise<Id>;
};

type Try = { readonly document: Id; readonly command: Id | null };

/** Sending a file, and keeping it as a document; kept again after a lost answer, it goes under the same ids. */
export const useKeep = (): Keep => {
  const api = useApi();
  const door = useFileDoor();
  const tries = useRef(new Map<string, Try>());
  const send = useCallback<Keep['send']>((file, onSent = () => undefined) => sendFile(file, door, onSent), [door]);
  const keep = useCallback<Keep['keep']>(
    async ({ hash }, about) => {
      const key = JSON.stringify([hash, about]);
      const { document, command } = tries.current.get(key) ?? { document: newId(), command: null };
      try {
        const sent = await api.send(addDocument, { id: document, hash, ...about }, command === null ? {} : { id: command });
        tries.current.delete(key);
        if (sent.outcome === 'refused') throw new ReadRefused(sent);
        return document;
      } catch (error) {
        if (error instanceof Unreachable) tries.current.set(key, { document, command: error.id });
        throw error;
      }
    },
    [api],
  );
  return { send, keep };
};
