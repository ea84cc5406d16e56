import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { id } from '../../../../kernel/contract.ts';
import { importYear } from '../../../../modules/work/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  导入一年的放假安排: 'Import a year’s holidays',
  '国务院每年发一次通知。把全年的放假和调休上班一行一天贴在这里，或者选一个文件（表格存成 CSV，或 JSON）。':
    'The State Council gives notice once a year. Paste all days off and make-up days here, one a line, or choose a file (a table saved as CSV, or JSON).',
  放假和调休上班: 'Days off and make-up days',
  选文件: 'Choose a file',
  '文件太大，一年的安排不到 200 KB，请换一个': 'The file is too big: a year is less than 200 KB. Choose another',
  导入: 'Import',
  '用这一份替换{year}年的': 'Put this one in the place of {year}',
  算了: 'Never mind',
  '{year}年导入了：放假 {rest} 天，调休上班 {work} 天；期限在重算':
    '{year} is imported: {rest} {rest:day|days} off, {work} make-up {work:day|days}; limits are being counted anew',
  '{year}年已经是这样，没有改动': '{year} was like this already; nothing changed',
});

const MOST_BYTES = 200_000;
const EXAMPLE = '2027-01-01,休,元旦\n2027-02-05,休,春节\n2027-02-20,班,春节';
/** What `year_imported` names. */
const taken = z.object({ year: z.number(), imported: id });

/** Spreadsheets in China save CSV as GB 18030 unless told otherwise. */
const textOf = async (file: File): Promise<string> => {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** @param close with the year that was imported, if one was */
export const YearForm = ({ close }: { close: (year?: number) => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const send = useSend(importYear);
  const [text, setText] = useState('');
  const [tooBig, setTooBig] = useState(false);
  const there = taken.safeParse(send.refusal?.info).data;
  const submit = async (replaces: string | null): Promise<void> => {
    const sent = await send.send({ id: newId(), text, replaces });
    if (!sent || sent.outcome === 'refused') return;
    const { year, rest, work, added } = sent.answer;
    toast(
      added
        ? t('{year}年导入了：放假 {rest} 天，调休上班 {work} 天；期限在重算', { year, rest, work })
        : t('{year}年已经是这样，没有改动', { year }),
    );
    close(year);
  };
  const choose = async (file: File): Promise<void> => {
    send.reset();
    setTooBig(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) setText(await textOf(file));
  };
  return (
    <section>
      <h2>{t('导入一年的放假安排')}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(null);
        }}
      >
        <p className="form__help">
          {t('国务院每年发一次通知。把全年的放假和调休上班一行一天贴在这里，或者选一个文件（表格存成 CSV，或 JSON）。')}
        </p>
        <span>
          <label className="ui-button year-file">
            {t('选文件')}
            <input
              className="sr-only"
              type="file"
              accept=".csv,.json,.txt"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file) void choose(file);
              }}
            />
          </label>
        </span>
        {tooBig ? (
          <p className="year-file__big" role="alert">
            {t('文件太大，一年的安排不到 200 KB，请换一个')}
          </p>
        ) : null}
        <label>
          <span>{t('放假和调休上班')}</span>
          <textarea
            className="ui-input code"
            required
            rows={12}
            maxLength={MOST_BYTES}
            value={text}
            placeholder={EXAMPLE}
            onChange={(event) => {
              send.reset();
              setText(event.target.value);
            }}
          />
        </label>
        {send.refusal ? <Refusal refusal={send.refusal} kept /> : null}
        {send.error ? <Failure error={send.error} kept /> : null}
        <span className="ui-buttons">
          {there === undefined ? (
            <button type="submit" className="ui-button ui-button--primary" disabled={send.sending}>
              {t('导入')}
            </button>
          ) : (
            <button
              type="button"
              className="ui-button ui-button--primary"
              disabled={send.sending}
              onClick={() => void submit(there.imported)}
            >
              {t('用这一份替换{year}年的', { year: there.year })}
            </button>
          )}
          <button type="button" className="ui-button" onClick={() => close()}>
            {t('算了')}
          </button>
        </span>
      </form>
    </section>
  );
};
