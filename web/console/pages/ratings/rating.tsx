import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import { usePageParams } from '../../shell/place.ts';
import { RatingPane } from './rating-pane.tsx';

const words = dictionary({ 评价: 'Rating', 所有评价: 'All ratings', 回到我的工作: 'Back to my work' });

/** One rating, as a task or a case leads to it. */
const RatingScreen = (): ReactNode => {
  const t = useWords(words);
  const { id } = usePageParams<'id'>();
  const { post } = useSession();
  return (
    <Page
      title={t('评价')}
      actions={
        <>
          {post?.role === 'coordinator' ? (
            <Link className="ui-button" to="/ratings">
              {t('所有评价')}
            </Link>
          ) : null}
          <Link className="ui-button" to="/work">
            {t('回到我的工作')}
          </Link>
        </>
      }
    >
      <div className="panel rating">
        <RatingPane key={id} id={id} />
      </div>
    </Page>
  );
};
export default RatingScreen;
