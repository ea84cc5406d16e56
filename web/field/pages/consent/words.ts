import type { ConsentKind } from '../../../../modules/catalogue/contract.ts';
import type { Text } from '../../../ui/words.ts';

/** How a consent is given, in words. */
export const CONSENT_KIND_NAMES: Readonly<Record<ConsentKind, Text>> = {
  signature: { zh: '当面签字', en: 'Signed in person' },
  voice: { zh: '电话或语音里说的', en: 'Said by phone or voice message' },
  video: { zh: '视频里说的', en: 'Said by video' },
  witness: { zh: '当面说的，有证人', en: 'Said before a witness' },
  remote_message: { zh: '发消息来的', en: 'Sent as a message' },
};
