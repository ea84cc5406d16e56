import type { ReactNode } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { PhotoField } from '../../files/photo-field.tsx';
import { Field } from '../../parts/field.tsx';

const words = dictionary({
  '谁签的？': 'Who signed?',
  '和本人什么关系？': 'Related how?',
  '父亲、女儿、邻居': 'father, daughter, neighbour',
  '在哪里签的？': 'Where was it signed?',
  '谁在旁边看着？': 'Who watched?',
  不能是签字的人自己: 'Not the one who signs',
  '见证人不能是签字的人自己，请另找一位': 'The witness can’t be the one who signs. Find somebody else.',
  签好的那一页: 'The signed page',
  '整页拍全，签名和日期看得清': 'The whole page; signature and date readable',
});

export type Signing = {
  readonly id: Id;
  readonly signer: string;
  readonly relation: string;
  readonly place: string;
  readonly witness: string;
  readonly document: Id | null;
};

export const isWhole = (proxy: Signing): boolean =>
  [proxy.signer, proxy.relation, proxy.place, proxy.witness].every((text) => text.trim() !== '') &&
  proxy.document !== null &&
  proxy.signer.trim() !== proxy.witness.trim();

/** 代签: who held the pen, where, before whom, and the page. */
export const ProxySignature = ({
  proxy,
  about,
  onProxy,
}: {
  proxy: Signing;
  about: { readonly case: Id; readonly resident: Id };
  onProxy: (proxy: Signing) => void;
}): ReactNode => {
  const t = useWords(words);
  const same = proxy.witness.trim() !== '' && proxy.witness.trim() === proxy.signer.trim();
  return (
    <div className="grid gap-5">
      <Field
        label={t('谁签的？')}
        maxLength={40}
        autoComplete="off"
        value={proxy.signer}
        onText={(signer) => onProxy({ ...proxy, signer })}
      />
      <Field
        label={t('和本人什么关系？')}
        hint={t('父亲、女儿、邻居')}
        maxLength={40}
        autoComplete="off"
        value={proxy.relation}
        onText={(relation) => onProxy({ ...proxy, relation })}
      />
      <Field
        label={t('在哪里签的？')}
        maxLength={80}
        autoComplete="off"
        value={proxy.place}
        onText={(place) => onProxy({ ...proxy, place })}
      />
      <Field
        label={t('谁在旁边看着？')}
        hint={t('不能是签字的人自己')}
        error={same ? t('见证人不能是签字的人自己，请另找一位') : undefined}
        maxLength={40}
        autoComplete="off"
        value={proxy.witness}
        onText={(witness) => onProxy({ ...proxy, witness })}
      />
      <PhotoField
        label={t('签好的那一页')}
        hint={t('整页拍全，签名和日期看得清')}
        about={{ subject: { kind: 'case', id: about.case }, resident: about.resident, how: 'taken' }}
        kept={proxy.document}
        onKept={(document) => onProxy({ ...proxy, document })}
      />
    </div>
  );
};
