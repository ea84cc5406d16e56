import type { ReactNode } from 'react';
import type { z } from 'zod';
import { LIST_ANSWER_NAMES, type passedOn } from '../../../../modules/discovery/contract.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  转给条线的清单: 'Lists passed on',
  '{line}答复：{answer}': '{line} answered: {answer}',
  '{line}还没有答复': '{line} has not answered yet',
  '授权结束了，{line}看不到了': 'The consent has ended; {line} no longer sees it',
});

/** What went to a line of work and what came back. */
export const PassedOn = ({ lists }: { lists: readonly z.output<typeof passedOn>[] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  if (lists.length === 0) return null;
  return (
    <>
      <h3>{t('转给条线的清单')}</h3>
      <ul>
        {lists.map(({ id, line, by, at, holds, answered }) => (
          <li key={id}>
            <Moment at={at} /> {by} ·{' '}
            {answered === null ? (
              <span className="soft">{holds ? t('{line}还没有答复', { line }) : t('授权结束了，{line}看不到了', { line })}</span>
            ) : (
              <>
                {t('{line}答复：{answer}', { line, answer: format.text(LIST_ANSWER_NAMES[answered.answer]) })}。{answered.words}{' '}
                <span className="soft">
                  {answered.by} <Moment at={answered.at} />
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
