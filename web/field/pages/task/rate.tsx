import { type ReactNode, useState } from 'react';
import type { Id } from '../../../../kernel/id.ts';
import { GRADE_NAMES, GRADES, type Grade, ofCase, rate } from '../../../../modules/evaluation/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { Failure, Refusal, Trouble } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { PhotoField } from '../../files/photo-field.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { LongField } from '../../parts/field.tsx';
import type { CasePage } from './consent-of.ts';

const words = dictionary({
  请本人评一评: 'How did it go?',
  '这次办得怎么样？': 'How was it?',
  '他自己说的话（可不写）': 'In the person’s words, if any',
  '怎么评的？': 'How was it given?',
  填在评价单上签了名: 'On a slip, signed',
  在这部手机上自己点的: 'The person pressed it on this phone',
  签了名的评价单: 'The signed slip',
  '要先点一个评价，纸质的还要拍下评价单': 'Choose a grade first; a paper rating also needs the photo of its slip',
  记下评价: 'Note the rating',
  '已经评过：{grade}': 'Rated: {grade}',
});

type Form = { readonly grade: string; readonly words: string; readonly means: 'paper' | 'handed_phone'; readonly document: Id | null };
const START: Form = { grade: '', words: '', means: 'paper', document: null };

/** 好差评, once for each case, in the person's own hand. */
export const Rate = ({ shown }: { shown: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const before = useRead(ofCase, { case: shown.case.id });
  const rating = useSend(rate);
  const [id] = useState(newId);
  const [form, setForm, clear] = useDraft(`field.rate.${shown.case.id}`, START);
  const [asked, setAsked] = useState(false);
  const grade = GRADES.find((one) => String(one) === form.grade);
  const whole = grade !== undefined && (form.means === 'handed_phone' || form.document !== null);
  const done = async (): Promise<void> => {
    setAsked(true);
    if (!whole || grade === undefined) return;
    const sent = await rating.send({
      id,
      case: shown.case.id,
      grade,
      words: form.words.trim() || null,
      means: form.means,
      document: form.means === 'paper' ? form.document : null,
    });
    if (sent?.outcome === 'done') clear();
  };
  if (before.error) return <Failure error={before.error} retry={() => void before.refetch()} />;
  const given = before.data?.rating;
  if (given)
    return (
      <Card>
        <p className="font-semibold">✓ {t('已经评过：{grade}', { grade: format.text(GRADE_NAMES[given.grade as Grade]) })}</p>
      </Card>
    );
  return (
    <Card title={t('请本人评一评')}>
      <Choice
        label={t('这次办得怎么样？')}
        value={form.grade}
        onChoose={(chosen) => setForm((was) => ({ ...was, grade: chosen }))}
        options={GRADES.map((one) => ({ value: String(one), label: format.text(GRADE_NAMES[one]) }))}
      />
      <LongField
        label={t('他自己说的话（可不写）')}
        rows={2}
        value={form.words}
        onText={(text) => setForm((was) => ({ ...was, words: text }))}
      />
      <Choice
        label={t('怎么评的？')}
        value={form.means}
        onChoose={(means) => setForm((was) => ({ ...was, means: means === 'paper' ? 'paper' : 'handed_phone' }))}
        options={[
          { value: 'paper', label: t('填在评价单上签了名') },
          { value: 'handed_phone', label: t('在这部手机上自己点的') },
        ]}
      />
      {form.means === 'paper' ? (
        <PhotoField
          label={t('签了名的评价单')}
          about={{ subject: { kind: 'case', id: shown.case.id }, resident: shown.case.resident.id, how: 'taken' }}
          kept={form.document}
          onKept={(document) => setForm((was) => ({ ...was, document }))}
        />
      ) : null}
      {asked && !whole ? <Trouble tone="waiting" what={t('要先点一个评价，纸质的还要拍下评价单')} /> : null}
      {rating.refusal ? <Refusal refusal={rating.refusal} kept /> : null}
      {rating.error ? <Failure error={rating.error} kept retry={() => void done()} /> : null}
      <Button look="primary" wide disabled={rating.sending} onClick={() => void done()}>
        {t('记下评价')}
      </Button>
    </Card>
  );
};
