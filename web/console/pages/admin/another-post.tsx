import { type ReactNode, useState } from 'react';
import { givePost } from '../../../../modules/network/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Problem } from '../../parts/problem.tsx';
import type { StaffPost } from './place.ts';
import { emptyPost, PostFields, postOf } from './post-fields.tsx';

const words = dictionary({
  再给一个岗位: 'Give another post',
  '{who}原来的岗位、排好的班都不变；进系统时他自己选用哪个岗位。':
    'The posts and shifts {who} has stay as they are; on signing in they choose in which post to act.',
  '给{who}这个岗位': 'Give {who} this post',
  '{who}有了新岗位，从{day}起': '{who} has a further post from {day}',
  算了: 'Never mind',
});

const PLACES: Readonly<Record<string, 'role' | 'site' | 'until'>> = {
  roles_kept_apart: 'role',
  department_missing: 'role',
  site_missing: 'site',
  dates_reversed: 'until',
};

/** A further post of somebody who has one: another site, another role, from a day until a day. */
export const AnotherPost = ({ post, given }: { post: StaffPost; given: (id: string) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const toast = useToast();
  const give = useSend(givePost);
  const [id, setId] = useState(newId);
  const [asking, setAsking] = useState(false);
  const [draft, setDraft] = useState(() => ({ ...emptyPost(post.area, today), role: post.role }));
  const place = give.refusal === null ? undefined : PLACES[give.refusal.code];
  const submit = async (): Promise<void> => {
    const sent = await give.send({ id, person: post.person, ...postOf(draft) });
    if (!sent || sent.outcome === 'refused') return;
    toast(t('{who}有了新岗位，从{day}起', { who: post.name, day: format.shortDay(draft.from) }));
    setAsking(false);
    setId(newId());
    given(id);
  };
  if (!asking)
    return (
      <button type="button" className="ui-button" onClick={() => setAsking(true)}>
        {t('再给一个岗位')}
      </button>
    );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 className="side__sub">{t('再给一个岗位')}</h3>
      <p className="form__help">{t('{who}原来的岗位、排好的班都不变；进系统时他自己选用哪个岗位。', { who: post.name })}</p>
      <PostFields
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        wrong={(field) => (place === field && give.refusal !== null ? format.text(give.refusal) : null)}
      />
      <Problem of={place === undefined ? give : { ...give, refusal: null }} />
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={give.sending || draft.area === ''}>
          {t('给{who}这个岗位', { who: post.name })}
        </button>
        <button type="button" className="ui-button" onClick={() => setAsking(false)}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
