import type { z } from 'zod';
import type { draft, PolicyBody, policy } from '../../../../modules/discovery/contract.ts';
import { newId } from '../../../ui/new-id.ts';

/** A policy as it is being written: everything a text or a list, so that half a sentence can be kept. */
export type Draft = Omit<z.input<(typeof draft)['payload']>, 'body' | 'validUntil' | 'areas'> & {
  /** The policy's last entry when this was begun, kept with it: what others wrote since is never overwritten unseen. Null: it is new. */
  readonly seen: number | null;
  readonly validUntil: string;
  readonly areas: readonly { readonly path: string; readonly name: string }[];
  readonly body: Omit<PolicyBody, 'benefit' | 'basis'> & {
    readonly benefit: Omit<PolicyBody['benefit'], 'itemCode'> & { readonly itemCode: string };
    readonly basis: readonly { readonly title: string; readonly article: string; readonly inForceFrom: string }[];
  };
};

export const emptyDraft = (today: string): Draft => ({
  seen: null,
  policy: newId(),
  version: newId(),
  code: '',
  validFrom: today,
  validUntil: '',
  areas: [],
  body: {
    name: { zh: '', en: '' },
    benefit: { who: '', what: '', amount: '', where: '', itemCode: '', line: '' },
    basis: [{ title: '', article: '', inForceFrom: '' }],
    appeal: '',
    rule: '',
    rules: [],
    examples: [
      { name: '', facts: {}, household: [], expect: 'yes' },
      { name: '', facts: {}, household: [], expect: 'no' },
    ],
    example: false,
  },
});

/** What is there already, to be changed: the open draft itself, or a new version that begins as the one shown. */
export const draftOf = (page: z.output<(typeof policy)['answer']>, today: string): Draft => {
  const { version } = page;
  const same = version.state === 'draft';
  return {
    seen: page.seq,
    policy: page.id,
    version: same ? version.id : newId(),
    code: page.code,
    validFrom: same || version.validFrom > today ? version.validFrom : today,
    validUntil: same ? (version.validUntil ?? '') : '',
    areas: version.areas,
    body: {
      ...version.body,
      benefit: { ...version.body.benefit, itemCode: version.body.benefit.itemCode ?? '' },
      basis: version.body.basis.map(({ title, article, inForceFrom }) => ({
        title,
        article: article ?? '',
        inForceFrom: inForceFrom ?? '',
      })),
    },
  };
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** As the command takes it. */
export const payloadOf = ({ seen: _seen, body, areas, validUntil, ...rest }: Draft): z.input<(typeof draft)['payload']> => ({
  ...rest,
  validUntil: orNull(validUntil),
  areas: areas.map(({ path }) => path),
  body: {
    ...body,
    name: { zh: body.name.zh, en: body.name.en.trim() === '' ? body.name.zh : body.name.en },
    benefit: { ...body.benefit, itemCode: orNull(body.benefit.itemCode) },
    basis: body.basis
      .filter(({ title }) => title.trim() !== '')
      .map(({ title, article, inForceFrom }) => ({ title, article: orNull(article), inForceFrom: orNull(inForceFrom) })),
    examples: body.examples.filter(({ name }) => name.trim() !== ''),
  },
});
