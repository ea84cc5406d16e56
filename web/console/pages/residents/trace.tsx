import type { ReactNode } from 'react';
import { looks } from '../../../../modules/residents/contract.ts';
import { usePages } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import type { Resident } from './look.ts';
import { FORMER_NAMES } from './names.ts';

const words = dictionary({
  改过的: 'Corrections',
  '{name}，{day}以前': '{name}, until {day}',
  '原因：{why}': 'Why: {why}',
  谁看过: 'Who looked',
  并过来的登记: 'Merged records',
});

/** Old values, struck through, with who corrected them and why. */
export const Former = ({ resident }: { resident: Resident }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
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
              {FORMER_NAMES[one.what] ? format.text(FORMER_NAMES[one.what]!) : one.what} <del>{one.value}</del>{' '}
              <span className="soft">{t('原因：{why}', { why: one.reason })}</span>
            </div>
          </li>
        ))}
      </ol>
      {resident.merged.length > 0 ? (
        <p className="soft">
          {t('并过来的登记')}: {resident.merged.map((one) => one.name).join('、')}
        </p>
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
            </div>
          </li>
        ))}
      </ul>
      <MoreRows pages={pages} />
    </section>
  );
};
