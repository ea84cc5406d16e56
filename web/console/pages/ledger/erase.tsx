import { type ReactNode, useState } from 'react';
import { ERASURE_BASES, eraseDetail } from '../../../../modules/cases/contract.ts';
import { BASIS_NAMES, type ErasureBasis } from '../../../../modules/cases/domain.ts';
import { useSend } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  附文已依法删除: 'Its free text was erased by law',
  '依据：{basis}': 'on the ground: {basis}',
  依法删除附文: 'Erase the free text by law',
  '删掉的找不回来，恢复备份也不会回来。这条记录、是谁删的、为什么删会一直留着。':
    'What is erased can’t be brought back, not by a backup either. The entry, who erased it and why stay for ever.',
  '依据哪一条？': 'On which ground?',
  个人信息保护法第四十七条: 'Personal Information Protection Law, article 47',
  '为什么删？': 'Why?',
  不要把要删的内容再写一遍: 'Don’t repeat what is to be erased',
  删掉附文: 'Erase it',
  算了: 'Never mind',
});

type ErasedWords = { readonly by: string | null; readonly at: string; readonly basis: ErasureBasis | null };

/** Who erased an entry's free text, when and on what ground. */
export const Erased = ({ of }: { of: ErasedWords }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <span className="erased">
      {t('附文已依法删除')} {of.by === null ? null : <b className="nobr">{of.by}</b>} <Moment at={of.at} />
      {of.basis === null ? null : <> {t('依据：{basis}', { basis: format.text(BASIS_NAMES[of.basis]) })}</>}
    </span>
  );
};

/** The door to erasing one entry's free text: closed, it is a quiet button. */
export const Erase = ({ entry, says }: { entry: string; says: string }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(eraseDetail);
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState<{ basis: ErasureBasis; reason: string }>({ basis: 'consent_withdrawn', reason: '' });
  if (!open)
    return (
      <button
        type="button"
        className="ui-button ui-button--quiet erase__open"
        aria-label={`${t('依法删除附文')}：${says}`}
        onClick={() => setOpen(true)}
      >
        {t('依法删除附文')}
      </button>
    );
  return (
    <form
      className="form erase"
      onSubmit={(event) => {
        event.preventDefault();
        void sender.send({ entry, ...form }).then((sent) => {
          if (sent && sent.outcome !== 'refused') toast(t('附文已依法删除'));
        });
      }}
    >
      <p>{t('删掉的找不回来，恢复备份也不会回来。这条记录、是谁删的、为什么删会一直留着。')}</p>
      <label>
        <span>
          {t('依据哪一条？')} <span className="soft">{t('个人信息保护法第四十七条')}</span>
        </span>
        <select
          className="ui-input"
          value={form.basis}
          onChange={(event) => setForm({ ...form, basis: event.target.value as ErasureBasis })}
        >
          {ERASURE_BASES.map((basis) => (
            <option key={basis} value={basis}>
              {format.text(BASIS_NAMES[basis])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('为什么删？')}</span>
        <input
          className="ui-input"
          // biome-ignore lint/a11y/noAutofocus: the person has just opened this to write
          autoFocus
          required
          maxLength={300}
          placeholder={t('不要把要删的内容再写一遍')}
          value={form.reason}
          onChange={(event) => setForm({ ...form, reason: event.target.value })}
        />
      </label>
      {sender.refusal ? <Refusal refusal={sender.refusal} kept /> : null}
      {sender.error ? <Failure error={sender.error} kept /> : null}
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={sender.sending}>
          {t('删掉附文')}
        </button>
        <button type="button" className="ui-button" onClick={() => setOpen(false)}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
