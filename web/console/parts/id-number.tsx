import { Input } from 'antd';
import type { ReactNode } from 'react';
import { parseIdNumber } from '../../../kernel/identity.ts';
import { ageOn } from '../../../kernel/time.ts';
import { useFormat, useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import { Field } from './field.tsx';

const words = dictionary({
  '{birth}生，{age} 岁，{sex}': 'born {birth}, aged {age}, {sex}',
  女: 'female',
  男: 'male',
});

type Props = { value: string; onChange: (value: string) => void; label: string };

/** An ID number, checked while it is typed; a right one says birthday, age and sex, to be read back to the person. */
export const IdNumberField = ({ value, onChange, label }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = format;
  const read = value.trim() === '' ? null : parseIdNumber(value, today);
  const known = read?.ok ? read.value : null;
  return (
    <Field
      label={label}
      wrong={read !== null && !read.ok ? format.text(read.refusal) : null}
      help={
        known === null
          ? null
          : t('{birth}生，{age} 岁，{sex}', {
              birth: format.shortDay(known.birth),
              age: ageOn(known.birth, today),
              sex: t(known.sex === 'female' ? '女' : '男'),
            })
      }
    >
      {(field) => (
        <Input
          id={field}
          value={value}
          maxLength={40}
          autoComplete="off"
          {...(read !== null && !read.ok ? { status: 'error' as const } : {})}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
};
