import { type ReactNode, useState } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { give } from '../../../../modules/materials/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { PhotoField } from '../../files/photo-field.tsx';
import { Card } from '../../parts/card.tsx';
import type { CasePage } from './consent-of.ts';

const words = dictionary({
  '还差 {n} 样材料，顺路拍回来': '{n} {n:paper|papers} still missing; photograph what you can',
  '上次的看不清，要重拍': 'The last one can’t be read; take it again',
  上次给的不是这一样: 'The last one was something else',
  '收到“{name}”': 'Got “{name}”',
});

type Missing = { readonly key: string; readonly name: Text; readonly why: 'not_given' | 'unreadable' | 'wrong' };

const MissingPaper = ({ paper, about }: { paper: Missing; about: { readonly case: Id; readonly resident: Id } }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const giving = useSend(give);
  const [given] = useState(newId);
  const [document, setDocument] = useState<Id | null>(null);
  const hand = async (photo: Id): Promise<void> => {
    const sent = await giving.send({ id: given, caseId: about.case, materialKey: paper.key, how: 'photo', document: photo });
    if (sent?.outcome === 'done') toast(t('收到“{name}”', { name: format.text(paper.name) }));
  };
  const because = { not_given: undefined, unreadable: t('上次的看不清，要重拍'), wrong: t('上次给的不是这一样') }[paper.why];
  return (
    <div className="grid gap-2">
      <PhotoField
        label={format.text(paper.name)}
        {...(because ? { hint: because } : {})}
        about={{ subject: { kind: 'case', id: about.case }, resident: about.resident, materialKey: paper.key, how: 'taken' }}
        kept={document}
        onKept={(photo) => {
          setDocument(photo);
          if (photo !== null) void hand(photo);
        }}
      />
      {giving.refusal ? <Refusal refusal={giving.refusal} kept /> : null}
      {giving.error && document !== null ? <Failure error={giving.error} kept retry={() => void hand(document)} /> : null}
    </div>
  );
};

/** Papers that the case still lacks: a visit is the chance to photograph them. */
export const StillMissing = ({ shown }: { shown: CasePage }): ReactNode => {
  const t = useWords(words);
  const { missing, promised } = shown.materials;
  const open: readonly Missing[] = [
    ...missing,
    ...promised
      .filter((one) => one.curedAt === null && !missing.some(({ key }) => key === one.key))
      .map((one) => ({ ...one, why: 'not_given' as const })),
  ];
  if (open.length === 0) return null;
  return (
    <Card title={t('还差 {n} 样材料，顺路拍回来', { n: open.length })}>
      {open.map((paper) => (
        <MissingPaper key={paper.key} paper={paper} about={{ case: shown.case.id, resident: shown.case.resident.id }} />
      ))}
    </Card>
  );
};
