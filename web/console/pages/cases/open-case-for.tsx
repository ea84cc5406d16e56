import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PersonRow } from '../../../../modules/residents/contract.ts';
import { keepDraft } from '../../../ui/draft.ts';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { NEW_CASE, NOTHING } from './new-draft.ts';

const words = dictionary({ 替他开办一件: 'Open a case' });
export const OPENERS: ReadonlySet<string> = new Set(['clerk', 'helper', 'coordinator']);

/** From somebody's page to a case of theirs; who it is goes along beside the address, which stays free of names. */
export const OpenCaseFor = ({ person }: { person: PersonRow }): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  if (!OPENERS.has(post?.role ?? '') || person.diedOn !== null) return null;
  const who = { id: person.id, name: person.name, area: person.area, about: person.areaName ?? '' };
  return (
    <Link className="ui-button" to={'/cases/new' as '/'} onClick={() => keepDraft(sessionStorage, NEW_CASE, { ...NOTHING, who })}>
      {t('替他开办一件')}
    </Link>
  );
};
