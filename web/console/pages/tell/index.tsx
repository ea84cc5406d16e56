import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { toTell } from '../../../../modules/notices/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty, GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import '../approve/approve.css';
import { MOVE_NAMES } from './names.ts';
import { OneTelling } from './one-telling.tsx';
import './tell.css';

const words = dictionary({
  要告诉的: 'To tell',
  '有了进展还没告诉本人的。念给他听，或复制发给他，然后点“已告诉”。':
    'Something happened and the person has not heard. Read it out or copy and send it, then tick it as told.',
  没有要告诉的: 'Nobody to tell',
  '办件有了进展，会自己排到这里：绿色通道在前，等得久的在前。':
    'When a case moves on it comes here by itself: green channel first, then who has waited longest.',
  等着告诉的人: 'People to tell',
  '找过 {n} 次': 'tried {n} {n:time|times}',
});

const PLACE = z.object({ case: z.string().optional().catch(undefined) });
const press = (key: string) => (): void => document.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();

/** Whom to tell what: the list on the left, the words large on the right. j and k go through it; y and Enter tick. */
const TellScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [place, move] = usePlace(PLACE);
  const list = useRows(toTell, {});
  const at = Math.max(
    0,
    list.rows.findIndex((row) => row.case === place.case),
  );
  const selected = list.rows[at];
  useKeys(
    useMemo<readonly Key[]>(() => {
      const go = (by: number) => (): void => {
        const next = list.rows[Math.min(list.rows.length - 1, Math.max(0, at + by))];
        if (next) move({ case: next.case });
      };
      return [
        { keys: 'j', does: { zh: '下一位', en: 'Next person' }, run: go(1) },
        { keys: 'k', does: { zh: '上一位', en: 'Person before' }, run: go(-1) },
        { keys: 'c', does: { zh: '到“复制”，回车确定', en: 'To “Copy”; Enter does it' }, run: press('copy') },
        { keys: 'y', does: { zh: '到“已告诉”，回车确定', en: 'To “Told”; Enter does it' }, run: press('told') },
        { keys: 'x', does: { zh: '到“没打通”，回车确定', en: 'To “Not reached”; Enter does it' }, run: press('missed') },
      ];
    }, [list.rows, at, move]),
  );
  return (
    <Page title={t('要告诉的')} lead={t('有了进展还没告诉本人的。念给他听，或复制发给他，然后点“已告诉”。')}>
      {list.error ? <Failure error={list.error} retry={list.retry} /> : null}
      {!list.ready && !list.error ? <Wait /> : null}
      {list.ready && selected === undefined ? (
        <Empty picture="lamp" title={t('没有要告诉的')} next={t('办件有了进展，会自己排到这里：绿色通道在前，等得久的在前。')} />
      ) : null}
      {selected === undefined ? null : (
        <div className="desk-of-one">
          <nav aria-label={t('等着告诉的人')}>
            <ul className="queue">
              {list.rows.map((row) => (
                <li key={row.entry} className={row.green ? GREEN_BAR : ''}>
                  <button type="button" aria-current={row === selected} onClick={() => move({ case: row.case })}>
                    <b>
                      {row.resident.name} · {format.text(MOVE_NAMES[row.move])}
                    </b>
                    <span>{format.text(row.item)}</span>
                    <span className="soft">
                      {row.areaName} · {format.instant(row.at)}
                      {row.tries > 0 ? ` · ${t('找过 {n} 次', { n: row.tries })}` : ''}
                    </span>
                    {row.green ? <GreenTag /> : null}
                  </button>
                </li>
              ))}
            </ul>
            {list.hasMore ? <More of={list} /> : null}
          </nav>
          <div>
            <OneTelling key={selected.entry} row={selected} done={() => move({ case: list.rows[at + 1]?.case })} />
          </div>
        </div>
      )}
    </Page>
  );
};
export default TellScreen;
