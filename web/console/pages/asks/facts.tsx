import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { ask as askPage } from '../../../../modules/asks/contract.ts';
import { sayPhone } from '../../../ui/format.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { GreenTag } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CHANNEL_NAMES, KIND_NAMES, STATE_NAMES } from './names.ts';

const words = dictionary({
  求助: 'Cry for help',
  要求上门: 'Asked for a home visit',
  为谁: 'For',
  谁说的: 'Told by',
  电话: 'Phone',
  从哪来: 'Came by',
  住哪: 'Lives at',
  哪里收的: 'Taken by',
  今天上门: 'Visit today',
  还不知道是谁: 'Not known yet',
  '{name}（{relation}）': '{name} ({relation})',
});

export type Ask = z.output<typeof askPage.answer>;

/** State, urgency and kind in words. */
export const AskTags = ({ ask }: { ask: Pick<Ask, 'green' | 'plea' | 'state' | 'kind'> & { homeService?: boolean } }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <span className="tags">
      {ask.green ? <GreenTag /> : null}
      {ask.plea ? <span className="tag tag--plea">{t('求助')}</span> : null}
      {ask.homeService ? <span className="tag">{t('要求上门')}</span> : null}
      <span className="tag">
        {format.text(STATE_NAMES[ask.state])}
        {ask.kind ? ` · ${format.text(KIND_NAMES[ask.kind])}` : ''}
      </span>
    </span>
  );
};

/** The words as they were said, and who, for whom, by which door. */
export const AskFacts = ({ ask }: { ask: Ask }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { caller } = ask;
  const forWhom =
    ask.resident === null ? (
      (ask.about?.name ?? <span className="soft">{t('还不知道是谁')}</span>)
    ) : (
      <Link to={`/residents/${ask.resident}` as '/'}>{ask.name}</Link>
    );
  return (
    <>
      <blockquote className="said">{ask.words}</blockquote>
      <dl className="pairs">
        <dt>{t('为谁')}</dt>
        <dd>{forWhom}</dd>
        {caller.name !== null && (caller.name !== ask.name || caller.relation !== null) ? (
          <>
            <dt>{t('谁说的')}</dt>
            <dd>{caller.relation === null ? caller.name : t('{name}（{relation}）', { name: caller.name, relation: caller.relation })}</dd>
          </>
        ) : null}
        {caller.phone !== null ? (
          <>
            <dt>{t('电话')}</dt>
            <dd>
              <a className="nobr" href={`tel:${caller.phone}`}>
                {sayPhone(caller.phone)}
              </a>
            </dd>
          </>
        ) : null}
        <dt>{t('从哪来')}</dt>
        <dd>
          {format.text(CHANNEL_NAMES[ask.channel])} · <Moment at={ask.receivedAt} />
        </dd>
        {ask.visitToday !== null ? (
          <>
            <dt>{t('今天上门')}</dt>
            <dd>{ask.visitToday}</dd>
          </>
        ) : null}
        {ask.about?.address ? (
          <>
            <dt>{t('住哪')}</dt>
            <dd>{ask.about.address}</dd>
          </>
        ) : null}
        <dt>{t('哪里收的')}</dt>
        <dd>{ask.siteName ?? ask.areaName}</dd>
      </dl>
    </>
  );
};
