import { type ReactNode, useState } from 'react';
import { endPost, staff } from '../../../../modules/network/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useAllRows } from '../../../ui/rows.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CopyPhone } from '../../parts/copy-phone.tsx';
import { AccountPart } from './account-part.tsx';
import { AnotherPost } from './another-post.tsx';
import { HandOver } from './hand-over.tsx';
import type { StaffPost } from './place.ts';

const words = dictionary({
  岗位: 'Post',
  站点: 'Site',
  范围: 'Area',
  部门: 'Department',
  电话: 'Phone',
  从: 'From',
  到: 'Until',
  长期: 'no end',
  还有的岗位: 'Other posts',
  结束岗位: 'End the post',
  最后一天: 'Last day',
  为什么: 'Why',
  '例如：调到区里': 'For example: moved to the district',
  '做到{day}为止': 'Ends after {day}',
  '{who}的岗位到{day}为止': '{who}’s post ends on {day}',
  算了: 'Never mind',
});

type Props = { post: StaffPost; isAdministrator: boolean; show: (post: string) => void };

/** One person in one post: reach them, their account, their tasks while they are away, the end of the post. */
export const PostPane = ({ post, isAdministrator, show }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const namesakes = useAllRows(staff, { q: post.name });
  const others = namesakes.rows.filter((one) => one.person === post.person && one.id !== post.id);
  return (
    <>
      <section>
        <h2>{post.name}</h2>
        <dl className="pairs">
          <dt>{t('岗位')}</dt>
          <dd>{post.title ?? format.text(ROLE_NAMES[post.role])}</dd>
          <dt>{t('站点')}</dt>
          <dd>{post.siteName ?? post.areaName}</dd>
          {post.department === null
            ? null
            : [
                <dt key="name">{t('部门')}</dt>,
                <dd key="value" className="code">
                  {post.department}
                </dd>,
              ]}
          <dt>{t('电话')}</dt>
          <dd>
            <CopyPhone phone={post.phone} who={post.name} />
          </dd>
          <dt>{t('从')}</dt>
          <dd>{format.shortDay(post.from)}</dd>
          <dt>{t('到')}</dt>
          <dd>{post.until === null ? t('长期') : format.shortDay(post.until)}</dd>
        </dl>
        {others.length > 0 ? (
          <>
            <h3 className="side__sub">{t('还有的岗位')}</h3>
            <ul className="plain">
              {others.map((one) => (
                <li key={one.id}>
                  <button type="button" className="rows__open" onClick={() => show(one.id)}>
                    {one.title ?? format.text(ROLE_NAMES[one.role])}
                  </button>{' '}
                  <span className="soft">
                    {one.siteName ?? one.areaName} · {format.shortDay(one.from)}–
                    {one.until === null ? t('长期') : format.shortDay(one.until)}
                  </span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {isAdministrator ? <AnotherPost post={post} given={show} /> : null}
      </section>
      {isAdministrator ? null : <HandOver post={post} />}
      <AccountPart post={post} mayOpen={isAdministrator} />
      <EndPost post={post} />
    </>
  );
};

const EndPost = ({ post }: { post: StaffPost }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const toast = useToast();
  const end = useSend(endPost);
  const [asking, setAsking] = useState(false);
  const [form, setForm] = useState({ until: today, reason: '' });
  const submit = async (): Promise<void> => {
    const sent = await end.send({ id: post.id, ...form }, { seen: post.seq });
    if (!sent || sent.outcome === 'refused') return;
    toast(t('{who}的岗位到{day}为止', { who: post.name, day: format.shortDay(form.until) }));
    setAsking(false);
  };
  return (
    <section>
      <h2>{t('结束岗位')}</h2>
      {asking ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <label>
            <span>{t('最后一天')}</span>
            <input
              className="ui-input"
              type="date"
              required
              min={post.from}
              value={form.until}
              onChange={(event) => setForm({ ...form, until: event.target.value })}
            />
          </label>
          <label>
            <span>{t('为什么')}</span>
            <input
              className="ui-input"
              required
              maxLength={200}
              value={form.reason}
              placeholder={t('例如：调到区里')}
              onChange={(event) => setForm({ ...form, reason: event.target.value })}
            />
          </label>
          {end.refusal ? <Refusal refusal={end.refusal} kept /> : null}
          {end.error ? <Failure error={end.error} kept /> : null}
          <span className="ui-buttons">
            <button type="submit" className="ui-button ui-button--primary" disabled={end.sending}>
              {t('做到{day}为止', { day: format.shortDay(form.until) })}
            </button>
            <button type="button" className="ui-button" onClick={() => setAsking(false)}>
              {t('算了')}
            </button>
          </span>
        </form>
      ) : (
        <button type="button" className="ui-button" onClick={() => setAsking(true)}>
          {t('结束岗位')}
        </button>
      )}
    </section>
  );
};
