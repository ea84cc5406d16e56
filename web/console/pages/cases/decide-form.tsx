import { type ReactNode, useState } from 'react';
import { decide } from '../../../../modules/cases/contract.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import type { CasePage } from './case-words.ts';
import { useStep } from './use-step.tsx';

const words = dictionary({
  '看过材料，作决定': 'Look at the papers, then decide',
  批准: 'Approve',
  不批准: 'Refuse',
  理由: 'Reasons',
  '写给本人看：哪一条不符合，依据是什么': 'Written for the person: which condition is not met, on what basis',
  怎么申诉: 'Remedies',
  '不服本决定，可在收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。':
    'You may ask for administrative reconsideration within sixty days of receipt, or go to court within six months.',
  把不批准的决定送出: 'Refuse in writing',
  算了: 'Never mind',
  已批准: 'Approved',
  '没有批准，理由会送给本人': 'Refused; the person receives the reasons',
});

/** The department's decision: approve with one press; refuse only with written reasons and the remedies. */
export const DecideForm = ({ page, done }: { page: CasePage; done?: () => void }): ReactNode => {
  const t = useWords(words);
  const step = useStep(decide, { id: page.case.id, seq: page.seq });
  const [id] = useState(newId);
  const [refusing, setRefusing] = useState(false);
  const [form, setForm, clear] = useDraft(`decide.${page.case.id}`, {
    reason: '',
    remedies: t('不服本决定，可在收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。'),
  });
  const run = async (outcome: 'approved' | 'refused'): Promise<void> => {
    const written = outcome === 'refused' ? { reason: form.reason, remedies: form.remedies } : {};
    const said = outcome === 'approved' ? t('已批准') : t('没有批准，理由会送给本人');
    if (!(await step.run({ case: page.case.id, id, outcome, ...written }, said))) return;
    clear();
    done?.();
  };
  if (refusing)
    return (
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void run('refused');
        }}
      >
        <h2>{t('不批准')}</h2>
        <label>
          <span>{t('理由')}</span>
          <textarea
            className="ui-input"
            // biome-ignore lint/a11y/noAutofocus: the person has just opened this to write the reasons
            autoFocus
            required
            maxLength={1000}
            value={form.reason}
            placeholder={t('写给本人看：哪一条不符合，依据是什么')}
            onChange={(event) => setForm({ ...form, reason: event.target.value })}
          />
        </label>
        <label>
          <span>{t('怎么申诉')}</span>
          <textarea
            className="ui-input"
            required
            maxLength={500}
            value={form.remedies}
            onChange={(event) => setForm({ ...form, remedies: event.target.value })}
          />
        </label>
        {step.trouble}
        <span className="ui-buttons">
          <button type="submit" className="ui-button ui-button--primary" disabled={step.sending}>
            {t('把不批准的决定送出')}
          </button>
          <button type="button" className="ui-button" onClick={() => setRefusing(false)}>
            {t('算了')}
          </button>
        </span>
      </form>
    );
  return (
    <>
      <div className="next__row">
        <h2>{t('看过材料，作决定')}</h2>
        <button type="button" className="ui-button" data-key="refuse" onClick={() => setRefusing(true)}>
          {t('不批准')}
        </button>
        <button
          type="button"
          className="ui-button ui-button--primary"
          data-key="approve"
          disabled={step.sending}
          onClick={() => void run('approved')}
        >
          {t('批准')}
        </button>
      </div>
      {step.trouble}
    </>
  );
};
