import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Role } from '../../../../kernel/actor.ts';
import { staff } from '../../../../modules/network/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({ 我自己: 'Myself', 输入名字找同事: 'Type a name', 没有这个人: 'Nobody by that name' });

/** Those who make visits. */
const VISITING: readonly Role[] = ['clerk', 'helper', 'coordinator', 'referrer'];

type Props = {
  id?: string;
  label: string;
  value: string;
  onChange: (post: string) => void;
  now?: { readonly id: string; readonly name: string };
};

/** Who visits: oneself, colleagues near, or whoever is found by name. @param now who does so far */
export const CarerSelect = ({ id, label, value, onChange, now }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [typed, setTyped] = useState('');
  const found = useRead(staff, typed === '' ? { limit: 60, ...(post === null ? {} : { under: post.area }) } : { q: typed, limit: 20 }, {
    keepPrevious: true,
  });
  const names = new Map<string, string>();
  if (now !== undefined) names.set(now.id, now.name);
  for (const one of found.data?.rows ?? [])
    if (VISITING.includes(one.role)) names.set(one.id, `${one.name} · ${one.title ?? format.text(ROLE_NAMES[one.role])}`);
  if (post !== null) names.set(post.id, t('我自己'));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('输入名字找同事')}
      notFoundContent={t('没有这个人')}
      value={value}
      onChange={onChange}
      onOpenChange={(shown) => shown || setTyped('')}
      options={[...names].map(([one, name]) => ({ value: one, label: name }))}
      style={{ width: '100%' }}
    />
  );
};
