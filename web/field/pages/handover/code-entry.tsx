import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { parcelCodeIn } from '../../scan/parcel-code.ts';
import { Scanner } from '../../scan/scanner.tsx';

const words = dictionary({ 扫码: 'Scan the code', 或者输编码: 'Or type the code', 打开: 'Open' });

const ScanMark = (): ReactNode => (
  <svg viewBox="0 0 24 24" className="size-7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
    <path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 8h3M8 16h3M13 13h3v3h-3z" />
  </svg>
);

/** The code on an envelope, scanned or typed; opens its page. */
export const CodeEntry = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const [scanning, setScanning] = useState(false);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<Text | null>(null);
  const open = (typed: string): void => {
    const code = parcelCodeIn(typed);
    setScanning(false);
    setWrong(code.ok ? null : code.refusal);
    if (code.ok) void navigate({ to: `/handover/${code.value}` });
    else setText(typed.slice(0, 24));
  };
  return (
    <section className="grid gap-4 px-5">
      <Button look="primary" wide className="min-h-[84px] text-[22px]" icon={<ScanMark />} onClick={() => setScanning(true)}>
        {t('扫码')}
      </Button>
      <Scanner open={scanning} onOpen={setScanning} onSeen={open} />
      <form
        className="grid grid-cols-[1fr_auto] items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          open(text);
        }}
      >
        <Field
          label={t('或者输编码')}
          error={wrong ? format.text(wrong) : undefined}
          placeholder="K7P-3X9-QA2"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
          value={text}
          onText={setText}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('打开')}
        </Button>
      </form>
    </section>
  );
};
