import type { ReactNode } from 'react';
import { boxes } from '../../../../modules/custody/contract.ts';
import type { Box } from '../../../ui/box-sailings.ts';
import { useBoxSailings } from '../../../ui/box-sailings.ts';
import { useBoxWords } from '../../../ui/box-words.ts';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Row, Rows } from '../../parts/row.tsx';
import { Screen } from '../../shell/screen.tsx';

const words = dictionary({
  漂流箱: 'Boxes',
  '箱里 {n} 件': '{n} {n:thing|things} inside',
  没有漂流箱: 'There is no box',
  '哪里要放一只，请负责人在管理里添。': 'Where one is wanted, the coordinator adds it.',
});

const BoxRow = ({ box }: { box: Box }): ReactNode => {
  const t = useWords(words);
  const { last } = useBoxSailings(box);
  const said = useBoxWords().where(box, last);
  return (
    <Row
      to={`/boxes/${box.id}`}
      title={box.name}
      below={
        <span className="grid gap-1">
          <span>{said.now}</span>
          <span>{t('箱里 {n} 件', { n: box.inside })}</span>
        </span>
      }
    />
  );
};

/** The boxes on the ferries: where each is, and how much is in it. */
const BoxesScreen = (): ReactNode => {
  const t = useWords(words);
  const found = useRows(boxes, { limit: 50 });
  return (
    <Screen title={t('漂流箱')} back>
      <div className="grid gap-4 py-4">
        {found.error && !found.ready ? (
          <div className="px-5">
            <Failure error={found.error} retry={found.retry} />
          </div>
        ) : null}
        {!found.ready && !found.error ? (
          <div className="px-5">
            <Wait />
          </div>
        ) : null}
        {found.ready && found.rows.length === 0 ? (
          <Empty picture="box" title={t('没有漂流箱')} next={t('哪里要放一只，请负责人在管理里添。')} />
        ) : null}
        {found.rows.length > 0 ? (
          <Rows>
            {found.rows.map((box) => (
              <BoxRow key={box.id} box={box} />
            ))}
          </Rows>
        ) : null}
        {found.hasMore ? <More of={found} /> : null}
      </div>
    </Screen>
  );
};
export default BoxesScreen;
