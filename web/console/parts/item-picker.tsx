import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { item, items, MATERIAL_FORM_NAMES } from '../../../modules/catalogue/contract.ts';
import { useRead } from '../../ui/data.ts';
import { useFormat, useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import './item-picker.css';

const words = dictionary({
  '要办什么，用他的话说：低保、公交卡、残疾证…': 'What is it, in their words: allowance, bus card, disability card…',
  事项: 'Service items',
  '没有找到这个事项，换个说法试试': 'No such item; try other words',
  示例: 'example',
  '承诺 {n} 个工作日': '{n} working days promised',
  '承诺 {n} 天': '{n} days promised',
  '承诺 {n} 个月': '{n} months promised',
  要带的: 'What to bring',
  '什么都不用带，我们自己查': 'Nothing to bring: the office looks it up',
  换一个事项: 'Another item',
});

const PROMISED = { working_day: '承诺 {n} 个工作日', day: '承诺 {n} 天', month: '承诺 {n} 个月' } as const;

/** What the person needs for the item, to be read out over the phone. */
const ToBring = ({ code }: { code: string }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { data } = useRead(item, { code });
  if (data === undefined) return null;
  const papers = data.version.materials.filter(({ source, necessity }) => source === 'applicant' && necessity === 'required');
  if (papers.length === 0) return <p className="soft">{t('什么都不用带，我们自己查')}</p>;
  return (
    <div className="to-bring">
      <b>{t('要带的')}</b>
      <ul>
        {papers.map((paper) => (
          <li key={paper.key}>
            {format.text(paper.name)} <span className="soft">{format.text(MATERIAL_FORM_NAMES[paper.form])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};

export type PickedItem = z.output<typeof items.answer>['rows'][number];

type ItemPickerProps = {
  /** Where the person is: items in force there. */
  area: string;
  picked: PickedItem | null;
  onPick: (item: PickedItem | null) => void;
};

/** A service item, found by the words that people use for it. */
export const ItemPicker = ({ area, picked, onPick }: ItemPickerProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [q, setQ] = useState('');
  const found = useRead(items, { limit: 8, area, ...(q.trim() === '' ? {} : { q: q.trim() }) }, { keepPrevious: true });
  const rows = found.data?.rows ?? [];
  return (
    <>
      <Input
        aria-label={t('要办什么，用他的话说：低保、公交卡、残疾证…')}
        placeholder={t('要办什么，用他的话说：低保、公交卡、残疾证…')}
        value={q}
        maxLength={60}
        onChange={(event) => {
          setQ(event.target.value);
          onPick(null);
        }}
        onPressEnter={(event) => {
          // Inside a form the key chooses; it does not send.
          event.preventDefault();
          onPick(rows[0] ?? null);
        }}
      />
      {rows.length === 0 && found.data ? <p className="soft">{t('没有找到这个事项，换个说法试试')}</p> : null}
      <div className="item-choices" role="radiogroup" aria-label={t('事项')}>
        {(picked ? [picked] : rows).map((row) => (
          <label key={row.code} className={row.code === picked?.code ? 'item-choice item-choice--here' : 'item-choice'}>
            <input type="radio" name="item" checked={row.code === picked?.code} onChange={() => onPick(row)} />
            <span>
              <b>{format.text(row.name)}</b> {row.example ? <span className="example">{t('示例')}</span> : null}
              <span className="soft item-choice__about">
                {format.text(row.department.name)} · {t(PROMISED[row.promised.unit], { n: row.promised.n })}
              </span>
            </span>
          </label>
        ))}
      </div>
      {picked ? (
        <div>
          <Button type="link" className="item-other" onClick={() => onPick(null)}>
            {t('换一个事项')}
          </Button>
          <ToBring code={picked.code} />
        </div>
      ) : null}
    </>
  );
};
