import type { z } from 'zod';
import type { Id } from '../../../../kernel/id.ts';
import type { ConsentKind } from '../../../../modules/catalogue/contract.ts';
import type { evidence } from '../../../../modules/materials/contract.ts';
import type { Point } from '../../signature/strokes.ts';

/** What is typed of how a consent was given; which of it counts depends on the kind. */
export type EvidenceForm = {
  readonly kind: ConsentKind;
  readonly words: string;
  /** Who heard, saw, or stood by. */
  readonly other: string;
  /** How the person was recognised; for a witness, their relation. */
  readonly recognised: string;
  readonly channel: 'wechat' | 'wecom' | 'sms' | 'email' | 'other';
  readonly sender: string;
  readonly document: Id | null;
  readonly strokes: Point[][] | null;
};

export const EMPTY: EvidenceForm = {
  kind: 'signature',
  words: '',
  other: '',
  recognised: '',
  channel: 'wechat',
  sender: '',
  document: null,
  strokes: null,
};

export type EvidenceField = 'words' | 'other' | 'recognised' | 'sender' | 'document';

/** What each kind cannot do without. */
const NEEDS: Readonly<Record<ConsentKind, readonly EvidenceField[]>> = {
  signature: ['document'],
  voice: ['words', 'other', 'recognised'],
  video: ['words', 'other', 'recognised'],
  witness: ['words', 'other', 'recognised'],
  remote_message: ['words', 'sender', 'recognised', 'document'],
};

export const missingOf = (form: EvidenceForm): readonly EvidenceField[] =>
  NEEDS[form.kind].filter((field) => {
    const value = form[field];
    return value === null || value.trim() === '';
  });

/** As the command takes it. @param form with nothing missing */
export const evidenceOf = (form: EvidenceForm): z.input<typeof evidence> => {
  const { document } = form;
  const words = form.words.trim();
  const other = form.other.trim();
  const recognised = form.recognised.trim();
  switch (form.kind) {
    case 'signature':
      return { kind: 'signature', document: given(document), strokes: form.strokes };
    case 'voice':
      return { kind: 'voice', words, heardBy: other, recognised, document };
    case 'video':
      return { kind: 'video', words, seenBy: other, recognised, document };
    case 'witness':
      return { kind: 'witness', words, witness: other, relation: recognised, document };
    case 'remote_message':
      return { kind: 'remote_message', channel: form.channel, sender: form.sender.trim(), recognised, words, document: given(document) };
  }
};

const given = (document: Id | null): Id => {
  if (document === null) throw new Error('evidence without its document');
  return document;
};
