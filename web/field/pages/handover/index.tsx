import type { ReactNode } from 'react';
import { held } from '../../../../modules/custody/contract.ts';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Go } from '../../parts/go.tsx';
import { Rows } from '../../parts/row.tsx';
import { Screen } from '../../shell/screen.tsx';
import { CodeEntry } from './code-entry.tsx';
import { ParcelRow } from './parcel-row.tsx';

const words = dictionary({
  交接: 'Hand over',
  手上没有物件: 'You are holding nothing',
  '接过来的信封、证件和现金会列在这里。': 'Envelopes, cards and cash that you took over are listed here.',
  等你收下: 'Waiting for you to take',
  我和站里手上的: 'With me and my station',
  登记一件新的: 'Register a new one',
  几件一起交: 'Hand over several',
  漂流箱: 'Boxes',
});

/** Things that change hands: find one by its code, take what is offered, see what one holds. */
const HandoverScreen = (): ReactNode => {
  const t = useWords(words);
  const offered = useRows(held, { which: 'offered', limit: 50 });
  const mine = useRows(held, { which: 'mine', limit: 50 });
  const error = mine.error ?? offered.error;
  return (
    <Screen title={t('交接')}>
      <div className="grid gap-4 py-4">
        <CodeEntry />
        <div className="grid grid-cols-2 gap-3 px-5">
          <div className="col-span-2">
            <Go to="/handover/new">{t('登记一件新的')}</Go>
          </div>
          <Go to="/handover/several">{t('几件一起交')}</Go>
          <Go to="/boxes">{t('漂流箱')}</Go>
        </div>
        {offered.rows.length > 0 ? (
          <Rows title={t('等你收下')}>
            {offered.rows.map((parcel) => (
              <ParcelRow key={parcel.id} parcel={parcel} offered />
            ))}
          </Rows>
        ) : null}
        {offered.hasMore ? <More of={offered} /> : null}
        {error && !mine.ready ? (
          <div className="px-5">
            <Failure
              error={error}
              retry={() => {
                mine.retry();
                offered.retry();
              }}
            />
          </div>
        ) : null}
        {!mine.ready && !error ? (
          <div className="px-5">
            <Wait />
          </div>
        ) : null}
        {mine.rows.length > 0 ? (
          <Rows title={t('我和站里手上的')}>
            {mine.rows.map((parcel) => (
              <ParcelRow key={parcel.id} parcel={parcel} />
            ))}
          </Rows>
        ) : null}
        {mine.hasMore ? <More of={mine} /> : null}
        {mine.ready && offered.ready && mine.rows.length + offered.rows.length === 0 ? (
          <Empty picture="box" title={t('手上没有物件')} next={t('接过来的信封、证件和现金会列在这里。')} />
        ) : null}
      </div>
    </Screen>
  );
};
export default HandoverScreen;
