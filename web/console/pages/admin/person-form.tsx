import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { ROLES, type Role } from '../../../../kernel/actor.ts';
import { addPerson, givePost, sites } from '../../../../modules/network/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';

const words = dictionary({
  新来一位同事: 'A new colleague',
  姓名: 'Name',
  电话: 'Phone',
  岗位: 'Post',
  岗位名称: 'Title',
  '例如：跑小二': 'For example: village helper',
  在哪里: 'Area',
  站点: 'Site',
  不固定在一个站点: 'no fixed site',
  部门代码: 'Department code',
  从哪天起: 'From',
  登记并安排岗位: 'Add and give the post',
  '{who}已登记': '{who} is added',
  '人已登记，岗位还没安排好': 'The person is added; the post is not yet given',
  算了: 'Never mind',
});

type Form = {
  readonly name: string;
  readonly phone: string;
  readonly role: Role;
  readonly title: string;
  readonly area: string;
  readonly site: string | null;
  readonly department: string;
  readonly from: string;
  /** Made with the form: pressing again after a lost answer adds nobody twice. */
  readonly person: string;
  readonly post: string;
};

/** A person and their first post, in one go. */
export const PersonForm = ({ close }: { close: (post?: string) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const { post: mine } = useSession();
  const toast = useToast();
  const add = useSend(addPerson);
  const give = useSend(givePost);
  const [empty] = useState<Form>(() => ({
    name: '',
    phone: '',
    role: 'helper',
    title: '',
    area: mine?.area ?? '',
    site: null,
    department: '',
    from: today,
    person: newId(),
    post: newId(),
  }));
  const [form, setForm, clear] = useDraft('admin.person', empty);
  const [added, setAdded] = useState(false);
  const near = useRead(sites, { under: form.area, limit: 200 }, { enabled: form.area !== '', keepPrevious: true });
  const optional = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

  const submit = async (): Promise<void> => {
    if (!added) {
      const sent = await add.send({ id: form.person, name: form.name, phone: optional(form.phone), area: form.area });
      if (!sent || sent.outcome === 'refused') return;
      setAdded(true);
    }
    const given = await give.send({
      id: form.post,
      person: form.person,
      role: form.role as Exclude<Role, 'system'>,
      title: optional(form.title),
      site: form.site,
      area: form.area,
      ranges: [form.area],
      department: optional(form.department),
      from: form.from,
    });
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
        <div className="form__pair">
          <div className="form__field">
            <span className="form__label">{t('岗位')}</span>
            <Select
              aria-label={t('岗位')}
              value={form.role}
              onChange={(role: Role) => setForm({ ...form, role })}
              options={ROLES.filter((role) => role !== 'system').map((role) => ({ value: role, label: format.text(ROLE_NAMES[role]) }))}
            />
          </div>
          <label>
            <span>{t('岗位名称')}</span>
            <input
              className="ui-input"
              maxLength={40}
              value={form.title}
              placeholder={t('例如：跑小二')}
              onChange={(event) => setForm({ ...form, title: event.target.value })}
            />
          </label>
        </div>
        <div className="form__field">
          <span className="form__label">{t('在哪里')}</span>
          <AreaSelect
            value={form.area === '' ? undefined : form.area}
            onChange={(area) => setForm({ ...form, area: area ?? '', site: null })}
            width={280}
            label={t('在哪里')}
          />
        </div>
        <div className="form__field">
          <span className="form__label">{t('站点')}</span>
          <Select
            aria-label={t('站点')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('不固定在一个站点')}
            value={form.site}
            onChange={(site: string | null) => setForm({ ...form, site: site ?? null })}
            options={(near.data?.rows ?? []).map((site) => ({ value: site.id, label: site.name }))}
          />
        </div>
        {form.role === 'approver' ? (
          <label>
            <span>{t('部门代码')}</span>
            <input
              className="ui-input code"
              required
              pattern="[a-z_]{2,30}"
              placeholder="civil_affairs"
              value={form.department}
              onChange={(event) => setForm({ ...form, department: event.target.value })}
            />
          </label>
        ) : null}
        <label>
          <span>{t('从哪天起')}</span>
          <input
            className="ui-input"
            type="date"
            required
            value={form.from}
            onChange={(event) => setForm({ ...form, from: event.target.value })}
          />
        </label>
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
