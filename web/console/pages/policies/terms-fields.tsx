import { Select } from 'antd';
import type { ReactNode } from 'react';
import { items } from '../../../../modules/catalogue/contract.ts';
import { areas as areasRead } from '../../../../modules/network/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useAllRows } from '../../../ui/rows.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Field } from '../../parts/field.tsx';
import type { Draft } from './draft.ts';

const words = dictionary({
  编号: 'Code',
  '大写字母、数字和短横，例如 MZ-MZBT': 'Capital letters, digits and dashes, such as MZ-MZBT',
  名称: 'Name',
  英文名称: 'English name',
  开始那天: 'First day',
  '最后一天（没有就空着）': 'Last day (empty if none)',
  在哪些地方执行: 'Where it applies',
  加一个地方: 'Add a place',
  去掉: 'Remove',
  给谁: 'For whom',
  给什么: 'What it gives',
  给多少: 'How much',
  去哪办: 'Where to apply',
  管这事的条线: 'Line of work that decides',
  '例如：民政': 'For example: 民政',
  '对应事项（能直接开办）': 'Service item by which it is applied for',
  没有: 'None',
  依据的文件: 'Legal basis',
  第几条: 'Article',
  施行日期: 'In force from',
  再加一份文件: 'Add another',
  不同意怎么办: 'If you disagree',
  '这是示例，数字没有单位公布过': 'This is a sample; no office has published its figures',
  给人看的内容: 'What people are told',
});

type TermsProps = { draft: Draft; change: (part: Partial<Draft>) => void; isNew: boolean };

/** Everything about a policy but its rule: what people are told, where, since when, on what ground. */
export const TermsFields = ({ draft, change, isNew }: TermsProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { body } = draft;
  const found = useAllRows(items, {});
  const set = (part: Partial<Draft['body']>): void => change({ body: { ...body, ...part } });
  const gives = (part: Partial<Draft['body']['benefit']>): void => set({ benefit: { ...body.benefit, ...part } });
  const line = (label: string, value: string, to: (value: string) => void, max: number, required = true): ReactNode => (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          className="ui-input"
          required={required}
          maxLength={max}
          value={value}
          onChange={(event) => to(event.target.value)}
        />
      )}
    </Field>
  );
  const text = (label: string, value: string, to: (value: string) => void): ReactNode => (
    <Field label={label}>
      {(id) => (
        <textarea
          id={id}
          className="ui-input terms__text"
          required
          maxLength={400}
          value={value}
          onChange={(event) => to(event.target.value)}
        />
      )}
    </Field>
  );
  const dayField = (label: string, value: string, to: (value: string) => void, required: boolean): ReactNode => (
    <Field label={label}>
      {(id) => (
        <input id={id} className="ui-input" type="date" required={required} value={value} onChange={(event) => to(event.target.value)} />
      )}
    </Field>
  );
  return (
    <>
      <h2>{t('给人看的内容')}</h2>
      <div className="form__pair">
        {line(t('名称'), body.name.zh, (zh) => set({ name: { ...body.name, zh } }), 80)}
        {line(t('英文名称'), body.name.en, (en) => set({ name: { ...body.name, en } }), 160, false)}
      </div>
      <div className="form__pair">
        <Field label={t('编号')} help={t('大写字母、数字和短横，例如 MZ-MZBT')}>
          {(id) => (
            <input
              id={id}
              className="ui-input code"
              required
              pattern="[0-9A-Z][0-9A-Z\-]{1,32}"
              readOnly={!isNew}
              value={draft.code}
              onChange={(event) => change({ code: event.target.value.toUpperCase() })}
            />
          )}
        </Field>
        <Field label={t('管这事的条线')}>
          {(id) => (
            <input
              id={id}
              className="ui-input"
              required
              maxLength={40}
              placeholder={t('例如：民政')}
              value={body.benefit.line}
              onChange={(event) => gives({ line: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="form__pair">
        {text(t('给谁'), body.benefit.who, (who) => gives({ who }))}
        {text(t('给什么'), body.benefit.what, (what) => gives({ what }))}
      </div>
      <div className="form__pair">
        {text(t('给多少'), body.benefit.amount, (amount) => gives({ amount }))}
        {text(t('去哪办'), body.benefit.where, (where) => gives({ where }))}
      </div>
      <div className="form__pair">
        <Field label={t('对应事项（能直接开办）')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('没有')}
              value={body.benefit.itemCode === '' ? null : body.benefit.itemCode}
              options={found.rows.map((item) => ({ value: item.code, label: `${format.text(item.name)} ${item.code}` }))}
              onChange={(code: string | null) => gives({ itemCode: code ?? '' })}
            />
          )}
        </Field>
        {text(t('不同意怎么办'), body.appeal, (appeal) => set({ appeal }))}
      </div>
      <div className="form__pair">
        {dayField(t('开始那天'), draft.validFrom, (validFrom) => change({ validFrom }), true)}
        {dayField(t('最后一天（没有就空着）'), draft.validUntil, (validUntil) => change({ validUntil }), false)}
      </div>
      <AreasField draft={draft} change={change} />
      <fieldset className="basis">
        <legend className="form__label">{t('依据的文件')}</legend>
        {body.basis.map((one, i) => {
          const put = (part: Partial<typeof one>): void =>
            set({ basis: body.basis.map((other, at) => (at === i ? { ...other, ...part } : other)) });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a document is known by its place while it is typed
            <div key={i} className="basis__row">
              <input
                className="ui-input"
                aria-label={t('依据的文件')}
                required={i === 0}
                maxLength={200}
                value={one.title}
                onChange={(event) => put({ title: event.target.value })}
              />
              <input
                className="ui-input"
                aria-label={t('第几条')}
                placeholder={t('第几条')}
                maxLength={80}
                value={one.article}
                onChange={(event) => put({ article: event.target.value })}
              />
              <input
                className="ui-input"
                aria-label={t('施行日期')}
                type="date"
                value={one.inForceFrom}
                onChange={(event) => put({ inForceFrom: event.target.value })}
              />
            </div>
          );
        })}
        <button type="button" className="copy" onClick={() => set({ basis: [...body.basis, { title: '', article: '', inForceFrom: '' }] })}>
          {t('再加一份文件')}
        </button>
      </fieldset>
      <span className="picks">
        <label>
          <input type="checkbox" checked={body.example} onChange={(event) => set({ example: event.target.checked })} />
          <span>{t('这是示例，数字没有单位公布过')}</span>
        </label>
      </span>
    </>
  );
};

const AreasField = ({ draft, change }: Pick<TermsProps, 'draft' | 'change'>): ReactNode => {
  const t = useWords(words);
  const every = useRead(areasRead, { limit: 200 });
  const nameOf = (path: string): string => every.data?.rows.find((area) => area.path === path)?.name ?? path;
  return (
    <fieldset className="basis">
      <legend className="form__label">{t('在哪些地方执行')}</legend>
      <span className="tags">
        {draft.areas.map((area) => (
          <span key={area.path} className="tag">
            {area.name === '' ? nameOf(area.path) : area.name}{' '}
            <button
              type="button"
              className="copy"
              aria-label={`${t('去掉')} ${area.name}`}
              onClick={() => change({ areas: draft.areas.filter(({ path }) => path !== area.path) })}
            >
              ×
            </button>
          </span>
        ))}
        <AreaSelect
          value={undefined}
          label={t('加一个地方')}
          onChange={(path) => {
            if (path !== undefined && !draft.areas.some((area) => area.path === path))
              change({ areas: [...draft.areas, { path, name: nameOf(path) }] });
          }}
        />
      </span>
    </fieldset>
  );
};
