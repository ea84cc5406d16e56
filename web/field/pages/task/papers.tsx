import type { ReactNode } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { dictionary, type Text } from '../../../ui/words.ts';
import { PhotoField } from '../../files/photo-field.tsx';
import { Choice } from '../../parts/choice.tsx';

const words = dictionary({
  '带回来的是什么？': 'What did you bring back?',
  '原件，拍照留底': 'The original, and a photo of it',
  只拍了照片: 'Only a photo',
  复印件: 'A copy',
  没拿到: 'Not got it',
});

export type Brought = {
  readonly id: Id;
  readonly key: string;
  readonly how: 'original' | 'photo' | 'copy' | 'none';
  readonly document: Id | null;
};

export const nothingBrought = (keys: readonly string[]): Brought[] =>
  keys.map((key) => ({ id: newId(), key, how: 'original', document: null }));

/** A paper that the step brings: as what, and its photo. */
export const BroughtPaper = ({
  name,
  paper,
  about,
  onPaper,
}: {
  name: Text;
  paper: Brought;
  about: { readonly case: Id; readonly resident: Id };
  onPaper: (paper: Brought) => void;
}): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <div className="grid gap-3">
      <Choice
        label={`${format.text(name)} · ${t('带回来的是什么？')}`}
        value={paper.how}
        onChoose={(how) => onPaper({ ...paper, how: how as Brought['how'] })}
        options={[
          { value: 'original', label: t('原件，拍照留底') },
          { value: 'photo', label: t('只拍了照片') },
          { value: 'copy', label: t('复印件') },
          { value: 'none', label: t('没拿到') },
        ]}
      />
      {paper.how === 'none' ? null : (
        <PhotoField
          label={format.text(name)}
          about={{ subject: { kind: 'case', id: about.case }, resident: about.resident, materialKey: paper.key, how: 'taken' }}
          kept={paper.document}
          onKept={(document) => onPaper({ ...paper, document })}
        />
      )}
    </div>
  );
};
