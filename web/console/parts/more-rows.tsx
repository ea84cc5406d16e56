import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Pages } from '../../ui/data.ts';
import { useWords } from '../../ui/look.tsx';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({ '再看 50 条': 'Show 50 more', '已经到底，共 {n} 条': 'That is all: {n}' });

/** Below a list: the next page, or that this is the end. */
export const MoreRows = <R,>({ pages }: { pages: Pages<R> }): ReactNode => {
  const t = useWords(words);
  if (pages.rows.length === 0) return null;
  return (
    <div className="more-rows">
      {pages.error ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {pages.more === null ? (
        <span className="soft">{t('已经到底，共 {n} 条', { n: pages.rows.length })}</span>
      ) : (
        <Button loading={pages.loadingMore} onClick={pages.more}>
          {t('再看 50 条')}
        </Button>
      )}
    </div>
  );
};
