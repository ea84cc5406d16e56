import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Role } from '../../../../kernel/actor.ts';
import { ofCase } from '../../../../modules/evaluation/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { GradeTag } from '../ratings/rating-pane.tsx';
import { isOpen, MEANS_NAMES, RATING_STATE_NAMES } from '../ratings/rating-words.ts';
import { AppealForm } from '../ratings/steps.tsx';
import type { CasePage } from './case-words.ts';

const words = dictionary({
  本人的评价: 'How the person rated it',
  看处理经过: 'See what was done about it',
  '不是我们的事，或者是恶意的：申诉': 'Not about us, or malicious: appeal',
  '申诉等负责人裁定。': 'An appeal waits for the coordinator.',
});

const SEE: ReadonlySet<Role> = new Set(['clerk', 'helper', 'coordinator', 'approver']);

/** How the person rated this matter; whoever did the work may appeal here. */
export const RatingPart = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const { data } = useRead(ofCase, { case: page.case.id }, { enabled: post !== null && SEE.has(post.role) });
  const rating = data?.rating ?? null;
  if (rating === null) return null;
  const handles = post?.role !== 'approver';
  return (
    <section className="panel">
      <h2>{t('本人的评价')}</h2>
      <p>
        <GradeTag grade={rating.grade} />{' '}
        <span className="soft">
          {format.text(MEANS_NAMES[rating.means])} · <Moment at={rating.at} />
          {rating.state === 'good' ? '' : ` · ${format.text(RATING_STATE_NAMES[rating.state])}`}
        </span>{' '}
        {handles && rating.state !== 'good' ? (
          <Link to="/ratings/$id" params={{ id: rating.id }}>
            {t('看处理经过')}
          </Link>
        ) : null}
      </p>
      {handles && isOpen(rating) ? (
        rating.appealed ? (
          <p className="soft">{t('申诉等负责人裁定。')}</p>
        ) : (
          <details className="more-step">
            <summary>{t('不是我们的事，或者是恶意的：申诉')}</summary>
            <AppealForm rating={rating} />
          </details>
        )
      ) : null}
    </section>
  );
};
