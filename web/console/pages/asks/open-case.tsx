import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { identify } from '../../../../modules/asks/contract.ts';
import { open } from '../../../../modules/cases/contract.ts';
import { item, items, MATERIAL_FORM_NAMES } from '../../../../modules/catalogue/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { Ask } from './facts.tsx';
import { CASE_CHANNEL, ENTRY_NAMES } from './names.ts';

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
  '「{name}」开办': 'Open “{name}”',
  '已开办，编号 {code}': 'Opened, number {code}',
  '先认出是谁，才能开办。登记过的在这里找': 'First say who it is for; registered people are found here',
  为谁办: 'For whom',
  换一个事项: 'Another item',
});

const PROMISED = { working_day: '承诺 {n} 个工作日', day: '承诺 {n} 天', month: '承诺 {n} 个月' } as const;
const CAME_IN_PERSON: ReadonlySet<string> = new Set(['walk_in', 'petition_window']);

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

/** An ask becomes a case: the item is found by the words that people use for it. */
export const OpenCase = ({ ask, done }: { ask: Ask; done: (said: ReactNode) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const opening = useSend(open);
  const naming = useSend(identify);
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [who, setWho] = useState('');
  const id = useMemo(newId, []);
  const found = useRead(items, { limit: 8, area: ask.area, ...(q.trim() === '' ? {} : { q: q.trim() }) }, { keepPrevious: true });
  const rows = found.data?.rows ?? [];
  const picked = rows.find((row) => row.code === chosen) ?? null;

  if (ask.resident === null)
    return (
      <div className="form">
        <p className="form__help">{t('先认出是谁，才能开办。登记过的在这里找')}</p>
        <PersonSearch
          text={who}
          onText={setWho}
          label={t('为谁办')}
          onPick={(person) => {
            setWho(person.name);
            void naming.send({ ask: ask.id, resident: person.id });
          }}
        />
        <Problem of={naming} names={ENTRY_NAMES} />
      </div>
    );

  const openIt = async (): Promise<void> => {
    const sent = await opening.send({
      id,
      item: picked!.code,
      resident: ask.resident!,
      ask: ask.id,
      channel: CASE_CHANNEL[ask.channel],
      came: CAME_IN_PERSON.has(ask.channel) ? 'station' : null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    const said = t('已开办，编号 {code}', { code: sent.answer.shortCode });
    toast(said);
    done(<Link to={`/cases/${sent.answer.case}` as '/'}>{said}</Link>);
  };

  return (
    <div className="form">
      <Input
        aria-label={t('要办什么，用他的话说：低保、公交卡、残疾证…')}
        placeholder={t('要办什么，用他的话说：低保、公交卡、残疾证…')}
        value={q}
        maxLength={60}
        onChange={(event) => {
          setQ(event.target.value);
          setChosen(null);
        }}
        onPressEnter={() => setChosen(rows[0]?.code ?? null)}
      />
      {rows.length === 0 && found.data ? <p className="soft">{t('没有找到这个事项，换个说法试试')}</p> : null}
      <div className="item-choices" role="radiogroup" aria-label={t('事项')}>
        {(picked ? [picked] : rows).map((row) => (
          <label key={row.code} className={row.code === chosen ? 'item-choice item-choice--here' : 'item-choice'}>
            <input type="radio" name="item" checked={row.code === chosen} onChange={() => setChosen(row.code)} />
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
          <Button type="link" className="item-other" onClick={() => setChosen(null)}>
            {t('换一个事项')}
          </Button>
          <ToBring code={picked.code} />
        </div>
      ) : null}
      <Problem of={opening} names={ENTRY_NAMES} />
      {picked ? (
        <Button type="primary" loading={opening.sending} onClick={() => void openIt()}>
          {t('「{name}」开办', { name: format.text(picked.name) })}
        </Button>
      ) : null}
    </div>
  );
};
