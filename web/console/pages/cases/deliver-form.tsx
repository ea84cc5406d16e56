import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { delivered } from '../../../../modules/cases/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { DELIVERY_NAMES } from '../../parts/item-words.ts';
import type { CasePage } from './case-words.ts';
import { PictureField } from './picture-field.tsx';
import { useStep } from './use-step.tsx';

const words = dictionary({
  怎么送的: 'How',
  交给谁: 'To whom',
  收的人: 'Name of who took it',
  在哪里: 'Where',
  '例如：家里': 'For example: at home',
  签收的照片: 'Photo of the signed receipt',
  '送到了，请本人评价': 'Delivered; ask for a rating',
  '已送到{who}手里': 'Delivered to {who}',
});
const TO: Readonly<Record<'self' | 'household' | 'proxy', Text>> = {
  self: { zh: '本人', en: 'the person' },
  household: { zh: '家里人', en: 'the family' },
  proxy: { zh: '代领人', en: 'a proxy' },
};

export const DeliverForm = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const step = useStep(delivered, { id: page.case.id, seq: page.seq });
  const [form, setForm] = useState({
    how: page.item.result.delivery[0]!,
    to: 'self' as keyof typeof TO,
    toName: page.case.resident.name ?? '',
    place: '',
    receipt: null as string | null,
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void step.run({ case: page.case.id, ...form }, t('已送到{who}手里', { who: form.toName }));
      }}
    >
      <div className="form__pair">
        <div className="form__field">
          <span className="form__label">{t('怎么送的')}</span>
          <Select
            aria-label={t('怎么送的')}
            value={form.how}
            onChange={(how) => setForm({ ...form, how })}
            options={page.item.result.delivery.map((value) => ({ value, label: format.text(DELIVERY_NAMES[value]) }))}
          />
        </div>
        <div className="form__field">
          <span className="form__label">{t('交给谁')}</span>
          <Select
            aria-label={t('交给谁')}
            value={form.to}
            onChange={(to) => setForm({ ...form, to })}
            options={(Object.keys(TO) as (keyof typeof TO)[]).map((value) => ({ value, label: format.text(TO[value]) }))}
          />
        </div>
      </div>
      <div className="form__pair">
        <label>
          <span>{t('收的人')}</span>
          <input
            className="ui-input"
            required
            maxLength={40}
            value={form.toName}
            onChange={(event) => setForm({ ...form, toName: event.target.value })}
          />
        </label>
        <label>
          <span>{t('在哪里')}</span>
          <input
            className="ui-input"
            required
            maxLength={80}
            value={form.place}
            placeholder={t('例如：家里')}
            onChange={(event) => setForm({ ...form, place: event.target.value })}
          />
        </label>
      </div>
      <PictureField
        label={t('签收的照片')}
        subject={{ kind: 'case', id: page.case.id }}
        resident={page.case.resident.id}
        how="taken"
        value={form.receipt}
        onChange={(receipt) => setForm({ ...form, receipt })}
      />
      {step.trouble}
      <span>
        <button type="submit" className="ui-button ui-button--primary" disabled={step.sending}>
          {t('送到了，请本人评价')}
        </button>
      </span>
    </form>
  );
};
