import { type ReactNode, useState } from 'react';
import { looks } from '../../../../modules/residents/contract.ts';
import { usePages } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import type { Resident } from './look.ts';
import { UndoMerge } from './merge.tsx';
import { FORMER_NAMES } from './names.ts';

const words = dictionary({
  改过的: 'Corrections',
  '原因：{why}': 'Why: {why}',
  谁看过: 'Who looked',
  '{n} 次': '{n} times',
  女: 'female',
  男: 'male',
  原来没有填: 'was empty',
  并过来的登记: 'Merged records',
  撤销合并: 'Undo the merge',
});

/** Old values, struck through, with who corrected them and why. */
export const Former = ({ resident, changed, mayUndo }: { resident: Resident; changed: () => void; mayUndo: boolean }): ReactNode => {
  const [undoing, setUndoing] = useState<string | null>(null);
  const t = useWords(words);
  const format = useFormat();
  const sayOld = ({ what, value }: Resident['former'][number]): string =>
    what === 'sex' ? t(value === 'female' ? '女' : '男') : what === 'birth' || what === 'death' ? format.day(value) : value;
  if (resident.former.length === 0 && resident.merged.length === 0) return null;
  return (
    <section className="panel former">
      <h2>{t('改过的')}</h2>
      <ol className="entries">
        {resident.former.map((one) => (
          <li key={one.id} className="entry">
            <Moment at={one.at} />
            <span className="nobr">{one.by}</span>
            <div>
              {FORMER_NAMES[one.what] ? format.text(FORMER_NAMES[one.what]!) : one.what}{' '}
              {one.value === '' ? <span className="soft">{t('原来没有填')}</span> : <del>{sayOld(one)}</del>}{' '}
              <span className="soft">{t('原因：{why}', { why: one.reason })}</span>
            </div>
          </li>
        ))}
      </ol>
      {resident.merged.length > 0 ? (
        <ul className="merged">
          {resident.merged.map((one) => (
            <li key={one.id}>
              {t('并过来的登记')}: <b>{one.name}</b>{' '}
              {mayUndo ? (
                <button
                  type="button"
                  className="link"
                  aria-expanded={undoing === one.id}
                  onClick={() => setUndoing(undoing === one.id ? null : one.id)}
                >
                  {t('撤销合并')}
                </button>
              ) : null}
              {undoing === one.id ? <UndoMerge merged={one} done={changed} close={() => setUndoing(null)} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
};

/** Who looked at this person's data; for those who may see it. */
export const Looks = ({ id }: { id: string }): ReactNode => {
  const t = useWords(words);
  const pages = usePages(looks, { id, limit: 20 });
  if (pages.rows.length === 0) return null;
  return (
    <section>
      <h2>{t('谁看过')}</h2>
      <ul className="looks">
        {pages.rows.map((row) => (
          <li key={`${row.at} ${row.what}`}>
            <b>{row.name}</b> <Moment at={row.at} />
            <div className="soft">
              {row.siteName} · {row.reason}
              {row.times > 1 ? ` · ${t('{n} 次', { n: row.times })}` : ''}
            </div>
          </li>
        ))}
      </ul>
      <MoreRows pages={pages} />
    </section>
  );
};
