import { AutoComplete, type GetRef } from 'antd';
import { type ReactNode, type Ref, useEffect, useState } from 'react';
import { type PersonRow, search } from '../../../modules/residents/contract.ts';
import { useRead } from '../../ui/data.ts';
import { useWords } from '../../ui/look.tsx';
import { GreenTag } from '../../ui/pictures.tsx';
import { dictionary } from '../../ui/words.ts';
import './person-search.css';

const words = dictionary({
  找人: 'Find a person',
  '电话、姓名、拼音首字母、身份证尾号、住址': 'Phone, name, pinyin initials, tail of the ID number, address',
  '{n} 岁': 'aged {n}',
  女: 'F',
  男: 'M',
  '没有找到。换个写法，或者先登记': 'Nobody found. Write it another way, or register the person',
  常住外地: 'lives elsewhere',
  已去世: 'has died',
  '证号尾 {tail}': 'ID ends {tail}',
});

/** Searching waits this long after the last key, in ms: a phone number typed in one go asks once or twice. */
const PAUSE = 150;

const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

/** A person in one or two lines, numbers masked. */
export const PersonLine = ({ person }: { person: PersonRow }): ReactNode => {
  const t = useWords(words);
  const about = [
    person.sex === null ? null : t(person.sex === 'female' ? '女' : '男'),
    person.age === null ? null : t('{n} 岁', { n: person.age }),
    person.areaName,
  ];
  const numbers = [
    person.address,
    person.phoneMasked,
    person.idMasked === null ? null : t('证号尾 {tail}', { tail: person.idMasked.slice(-4) }),
  ];
  const join = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');
  return (
    <span className="person-line">
      <span className="person-line__who">
        <b>{person.name}</b>
        <span className="soft">{join(about)}</span>
        {person.green ? <GreenTag /> : null}
        {person.diedOn === null ? null : <span className="tag">{t('已去世')}</span>}
        {person.livesElsewhere === null ? null : (
          <span className="tag">
            {t('常住外地')} · {person.livesElsewhere}
          </span>
        )}
      </span>
      <span className="person-line__where soft">{join(numbers)}</span>
    </span>
  );
};

export type SearchRef = GetRef<typeof AutoComplete>;

type PersonSearchProps = {
  text: string;
  onText: (text: string) => void;
  onPick: (person: PersonRow) => void;
  /** Told when a search found nobody, so that the screen can offer to register them. */
  onNobody?: (nobody: boolean) => void;
  label?: string;
  autoFocus?: boolean;
  large?: boolean;
  inputRef?: Ref<SearchRef>;
};

/** One box that finds a person while typing, by whatever is known of them. */
export const PersonSearch = ({ text, onText, onPick, onNobody, label, autoFocus, large, inputRef }: PersonSearchProps): ReactNode => {
  const t = useWords(words);
  const q = useSettled(text.trim());
  const found = useRead(search, { q, limit: 8 }, { enabled: q !== '', keepPrevious: true });
  const rows = q === '' ? [] : (found.data?.rows ?? []);
  const nobody = q !== '' && found.data?.rows.length === 0 && !found.isPlaceholderData;
  useEffect(() => onNobody?.(nobody), [nobody, onNobody]);
  return (
    <>
      <AutoComplete
        value={text}
        onChange={(value) => onText(String(value ?? ''))}
        onSelect={(id) => {
          const person = rows.find((one) => one.id === id);
          if (person) onPick(person);
        }}
        defaultActiveFirstOption
        options={rows.map((person) => ({ value: person.id, label: <PersonLine person={person} /> }))}
        notFoundContent={null}
        style={{ width: '100%' }}
        size={large ? 'large' : 'middle'}
        aria-label={label ?? t('找人')}
        placeholder={t('电话、姓名、拼音首字母、身份证尾号、住址')}
        autoFocus={autoFocus ?? false}
        {...(inputRef ? { ref: inputRef } : {})}
      />
      {nobody ? (
        <p className="form__help" role="status">
          {t('没有找到。换个写法，或者先登记')}
        </p>
      ) : null}
    </>
  );
};
