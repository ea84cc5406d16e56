import { type ReactNode, useState } from 'react';
import { ofCase, told } from '../../../../modules/notices/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { HOW_NAMES, MOVE_NAMES, type Told, WHOM_NAMES } from './names.ts';
import { TellForm } from './tell-form.tsx';
import './tell.css';

const words = dictionary({
  '已于 {when} 由{by}告诉{whom}（{how}）': 'Told {whom} on {when} by {by}, {how}',
  同事: 'a colleague',
  '还没告诉本人：{what}': 'Not yet told: {what}',
  '找过 {n} 次没找到': 'tried {n} {n:time|times} in vain',
  记下已告诉: 'Record that they were told',
  先不记: 'Not now',
});

/** Whether the person was told how their case stands: by whom and how, or the way to record it. */
export const ToldLine = ({ caseId }: { caseId: string }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [telling, setTelling] = useState(false);
  const found = useRead(ofCase, { case: caseId });
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const latest = found.data?.rows[0];
  if (latest === undefined) return null;
  const say = (tick: Told): string =>
    t('已于 {when} 由{by}告诉{whom}（{how}）', {
      when: format.instant(tick.at),
      by: tick.by ?? t('同事'),
      whom: format.text(WHOM_NAMES[tick.to]),
      how: format.text(HOW_NAMES[tick.how]),
    });
  const tick = latest.told.find(({ takenBack }) => takenBack === null);
  if (tick !== undefined) return <p className="soft">{say(tick)}</p>;
  if (!latest.open) return null;
  const may = post !== null && post.role in told.allow;
  return (
    <div className="told-line">
      <p>
        {t('还没告诉本人：{what}', { what: format.text(MOVE_NAMES[latest.move]) })}
        {latest.tries.length > 0 ? <span className="soft"> · {t('找过 {n} 次没找到', { n: latest.tries.length })}</span> : null}{' '}
        {may ? (
          <button type="button" className="ui-button ui-button--quiet" aria-expanded={telling} onClick={() => setTelling(!telling)}>
            {telling ? t('先不记') : t('记下已告诉')}
          </button>
        ) : null}
      </p>
      {telling ? <TellForm key={latest.entry} caseId={caseId} entry={latest.entry} done={() => setTelling(false)} /> : null}
    </div>
  );
};
