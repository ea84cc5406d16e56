import { Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { lineage } from '../../../kernel/area.ts';
import { areas } from '../../../modules/network/contract.ts';
import { useRead } from '../../ui/data.ts';
import { useWords } from '../../ui/look.tsx';
import { useSession } from '../../ui/session.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({ 整个范围: 'Everywhere', 区划: 'Area', 没有这个区划: 'No such area', 输入名字找区划: 'Type a name' });

type AreaSelectProps = {
  value: string | undefined;
  onChange: (path: string | undefined) => void;
  /** Whether “everywhere” may be chosen. */
  open?: boolean;
  width?: number;
  label?: string;
};

/** One area, found by name. Before anything is typed it offers where one works and the areas above. */
export const AreaSelect = ({ value, onChange, open = false, width = 220, label }: AreaSelectProps): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const [typed, setTyped] = useState('');
  const found = useRead(areas, { limit: 60, ...(typed === '' ? {} : { q: typed }) }, { keepPrevious: true });
  const chosen = useRead(areas, { limit: 1, ...(value === undefined ? {} : { under: value }) }, { enabled: value !== undefined });
  const near = useRead(areas, { limit: 200, ...(post ? { under: post.area } : {}) }, { enabled: post !== null });
  const options = useMemo(() => {
    const above = new Set(post ? lineage(post.area) : []);
    const own = (found.data?.rows ?? []).filter((area) => typed !== '' || above.has(area.path));
    const all = [...(chosen.data?.rows ?? []), ...own, ...(typed === '' ? (near.data?.rows ?? []) : [])];
    const once = new Map(all.map((area) => [area.path, area.name]));
    return [...once].map(([path, name]) => ({ value: path, label: name }));
  }, [post, typed, found.data, chosen.data, near.data]);
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={open}
      value={value ?? null}
      placeholder={open ? t('整个范围') : t('输入名字找区划')}
      aria-label={label ?? t('区划')}
      notFoundContent={t('没有这个区划')}
      options={options}
      onChange={(path: string | null) => onChange(path ?? undefined)}
      onOpenChange={(shown) => shown || setTyped('')}
      style={{ width }}
    />
  );
};
