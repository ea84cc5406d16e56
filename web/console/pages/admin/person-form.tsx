import { type ReactNode, useState } from 'react';
import { addPerson, givePost } from '../../../../modules/network/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useLook, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { emptyPost, optional, type PostDraft, PostFields, postOf } from './post-fields.tsx';

const words = dictionary({
  新来一位同事: 'A new colleague',
  姓名: 'Name',
  电话: 'Phone',
  登记并安排岗位: 'Add and give the post',
  '{who}已登记': '{who} is added',
  '人已登记，岗位还没安排好': 'The person is added; the post is not yet given',
  算了: 'Never mind',
});

type Form = PostDraft & {
  readonly name: string;
  readonly phone: string;
  /** Made with the form: pressing again after a lost answer adds nobody twice. */
  readonly person: string;
  readonly post: string;
};

/** A person and their first post, in one go. */
export const PersonForm = ({ close }: { close: (post?: string) => void }): ReactNode => {
  const t = useWords(words);
  const { today } = useLook();
  const { post: mine } = useSession();
  const toast = useToast();
  const add = useSend(addPerson);
  const give = useSend(givePost);
  const [empty] = useState<Form>(() => ({ ...emptyPost(mine?.area ?? '', today), name: '', phone: '', person: newId(), post: newId() }));
  const [form, setForm, clear] = useDraft('admin.person', empty);
  const [added, setAdded] = useState(false);

  const submit = async (): Promise<void> => {
    if (!added) {
      const sent = await add.send({ id: form.person, name: form.name, phone: optional(form.phone), area: form.area });
      if (!sent || sent.outcome === 'refused') return;
      setAdded(true);
    }
    const given = await give.send({ id: form.post, person: form.person, ...postOf(form) });
    if (!given || given.outcome === 'refused') return;
    toast(t('{who}已登记', { who: form.name }));
    clear();
    close(form.post);
  };

  return (
    <section>
      <h2>{t('新来一位同事')}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="form__pair">
          <label>
            <span>{t('姓名')}</span>
            <input
              className="ui-input"
              // biome-ignore lint/a11y/noAutofocus: the person has just opened this form
              autoFocus
              required
              maxLength={40}
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.target.value })}
            />
          </label>
          <label>
            <span>{t('电话')}</span>
            <input
              className="ui-input"
              inputMode="tel"
              maxLength={30}
              value={form.phone}
              onChange={(event) => setForm({ ...form, phone: event.target.value })}
            />
          </label>
        </div>
        <PostFields draft={form} change={(part) => setForm((before) => ({ ...before, ...part }))} />
        {added ? <p className="form__help">{t('人已登记，岗位还没安排好')}</p> : null}
        {[add, give].map((sender, n) => (
          <div key={n === 0 ? 'person' : 'post'}>
            {sender.refusal ? <Refusal refusal={sender.refusal} kept /> : null}
            {sender.error ? <Failure error={sender.error} kept /> : null}
          </div>
        ))}
        <span className="ui-buttons">
          <button type="submit" className="ui-button ui-button--primary" disabled={add.sending || give.sending || form.area === ''}>
            {t('登记并安排岗位')}
          </button>
          <button type="button" className="ui-button" onClick={() => close()}>
            {t('算了')}
          </button>
        </span>
      </form>
    </section>
  );
};
