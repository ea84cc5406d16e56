import type { ReactNode } from 'react';
import type { Text } from '../../../../kernel/result.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Field } from '../../parts/field.tsx';
import type { CountForm } from './counted.ts';

const words = dictionary({
  '点出来多少钱？（元）': 'How much was counted? (yuan)',
  '第二个人是谁？': 'Who counted with you?',
  现金要两个人当面点: 'Two people count cash together',
});

/** Two people, one amount. */
export const CountFields = ({
  form,
  wrong,
  onForm,
}: {
  form: CountForm;
  wrong: Text | null;
  onForm: (form: CountForm) => void;
}): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <>
      <Field
        label={t('点出来多少钱？（元）')}
        inputMode="decimal"
        autoComplete="off"
        error={wrong ? format.text(wrong) : undefined}
        maxLength={20}
        value={form.yuan}
        onText={(yuan) => onForm({ ...form, yuan })}
      />
      <Field
        label={t('第二个人是谁？')}
        hint={t('现金要两个人当面点')}
        autoComplete="off"
        maxLength={40}
        value={form.second}
        onText={(second) => onForm({ ...form, second })}
      />
    </>
  );
};
