import { Select } from 'antd';
import type { ReactNode } from 'react';
import { ROLES, type Role } from '../../../../kernel/actor.ts';
import { sites } from '../../../../modules/network/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';

const words = dictionary({
  岗位: 'Post',
  岗位名称: 'Title',
  '例如：跑小二': 'For example: village helper',
  在哪里: 'Area',
  站点: 'Site',
  不固定在一个站点: 'no fixed site',
  部门代码: 'Department code',
  从哪天起: 'From',
  '到哪天（长期就空着）': 'Until (empty: no end)',
});

/** A post as it is typed. */
export type PostDraft = {
  readonly role: Role;
  readonly title: string;
  readonly area: string;
  readonly site: string | null;
  readonly department: string;
  readonly from: string;
  readonly until: string;
};
export const emptyPost = (area: string, from: string): PostDraft => ({
  role: 'helper',
  title: '',
  area,
  site: null,
  department: '',
  from,
  until: '',
});

export const optional = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

/** What `givePost` takes of it; its range is the area. */
export const postOf = (draft: PostDraft) => ({
  role: draft.role as Exclude<Role, 'system'>,
  title: optional(draft.title),
  site: draft.site,
  area: draft.area,
  ranges: [draft.area],
  department: draft.role === 'approver' ? optional(draft.department) : null,
  from: draft.from,
  until: optional(draft.until),
});

type Props = {
  draft: PostDraft;
  change: (part: Partial<PostDraft>) => void;
  /** What is wrong, below the field it is about. */
  wrong?: (field: 'role' | 'site' | 'until') => string | null;
};

/** Role, title, where, and from when until when. */
export const PostFields = ({ draft, change, wrong = () => null }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const near = useRead(sites, { under: draft.area, limit: 200 }, { enabled: draft.area !== '', keepPrevious: true });
  const said = (field: 'role' | 'site' | 'until'): ReactNode =>
    wrong(field) === null ? null : (
      <p className="form__wrong" role="alert">
        {wrong(field)}
      </p>
    );
  const day = (field: 'from' | 'until', label: string): ReactNode => (
    <label>
      <span>{label}</span>
      <input
        className="ui-input"
        type="date"
        required={field === 'from'}
        {...(field === 'until' ? { min: draft.from } : {})}
        value={draft[field]}
        onChange={(event) => change({ [field]: event.target.value })}
      />
    </label>
  );
  return (
    <>
      <div className="form__pair">
        <div className="form__field">
          <span className="form__label">{t('岗位')}</span>
          <Select
            aria-label={t('岗位')}
            value={draft.role}
            onChange={(role: Role) => change({ role })}
            options={ROLES.filter((role) => role !== 'system').map((role) => ({ value: role, label: format.text(ROLE_NAMES[role]) }))}
          />
        </div>
        <label>
          <span>{t('岗位名称')}</span>
          <input
            className="ui-input"
            maxLength={40}
            value={draft.title}
            placeholder={t('例如：跑小二')}
            onChange={(event) => change({ title: event.target.value })}
          />
        </label>
      </div>
      {said('role')}
      <div className="form__field">
        <span className="form__label">{t('在哪里')}</span>
        <AreaSelect
          value={draft.area === '' ? undefined : draft.area}
          onChange={(area) => change({ area: area ?? '', site: null })}
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
          value={draft.site}
          onChange={(site: string | null) => change({ site: site ?? null })}
          options={(near.data?.rows ?? []).map((site) => ({ value: site.id, label: site.name }))}
        />
        {said('site')}
      </div>
      {draft.role === 'approver' ? (
        <label>
          <span>{t('部门代码')}</span>
          <input
            className="ui-input code"
            required
            pattern="[a-z_]{2,30}"
            placeholder="civil_affairs"
            value={draft.department}
            onChange={(event) => change({ department: event.target.value })}
          />
        </label>
      ) : null}
      <div className="form__pair">
        {day('from', t('从哪天起'))}
        {day('until', t('到哪天（长期就空着）'))}
      </div>
      {said('until')}
    </>
  );
};
