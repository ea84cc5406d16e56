import { expect, test } from 'vitest';
import { CONSENT_KINDS } from '../../../../modules/catalogue/contract.ts';
import { evidence } from '../../../../modules/materials/contract.ts';
import { EMPTY, type EvidenceForm, evidenceOf, missingOf } from './evidence.ts';

const WHOLE: EvidenceForm = {
  ...EMPTY,
  words: '你们帮我办吧',
  other: '李海波',
  recognised: '老号码打来',
  sender: '海上老周',
  document: '01932c00-0000-7000-8000-000000000001',
  strokes: [[[10, 20, 0]]],
};

test('[M3] nothing is missing exactly where the command takes the proof', () => {
  for (const kind of CONSENT_KINDS) {
    expect(missingOf({ ...WHOLE, kind })).toEqual([]);
    expect(evidence.safeParse(evidenceOf({ ...WHOLE, kind })).success).toBe(true);
    for (const field of missingOf({ ...EMPTY, kind })) {
      const without = { ...WHOLE, kind, [field]: field === 'document' ? null : ' ' };
      expect(missingOf(without)).toEqual([field]);
      if (field !== 'document') expect(evidence.safeParse(evidenceOf(without)).success).toBe(false);
    }
  }
});
