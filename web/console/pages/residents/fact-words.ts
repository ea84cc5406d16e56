import { FACTS, type FactDefinition, type FactName } from '../../../../modules/residents/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import type { Resident } from './look.ts';

const words = dictionary({
  是: 'yes',
  否: 'no',
  问过还是不知道: 'asked, still not known',
});

export type Fact = Resident['facts'][number];

/** A value as it is said: 是, 1,200 元, 二级. */
export const useSayValue = (): ((name: string, value: Fact['value']) => string) => {
  const t = useWords(words);
  const format = useFormat();
  return (name, value) => {
    if (value === null) return t('问过还是不知道');
    if (typeof value === 'boolean') return t(value ? '是' : '否');
    const definition: FactDefinition | undefined = name in FACTS ? FACTS[name as FactName] : undefined;
    if (definition?.type === 'date') return format.day(value);
    return definition?.unit === undefined ? value : `${value} ${definition.unit}`;
  };
};
