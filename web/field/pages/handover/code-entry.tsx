import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { parcelCodeIn } from '../../scan/parcel-code.ts';
import { CodeField } from './code-field.tsx';

const words = dictionary({ 扫码: 'Scan the code', 或者输编码: 'Or type the code', 打开: 'Open' });

const ScanMark = (): ReactNode => (
  <svg viewBox="0 0 24 24" className="size-7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
    <path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 8h3M8 16h3M13 13h3v3h-3z" />
  </svg>
);

/** The code on an envelope, scanned or typed; opens its page. */
export const CodeEntry = (): ReactNode => {
  const t = useWords(words);
  const navigate = useNavigate();
  return (
    <section className="grid gap-4 px-5">
      <CodeField
        scan={(open) => (
          <Button look="primary" wide className="min-h-[84px] text-[22px]" icon={<ScanMark />} onClick={open}>
            {t('扫码')}
          </Button>
        )}
        label={t('或者输编码')}
        does={t('打开')}
        take={(typed) => {
          const code = parcelCodeIn(typed);
          if (code.ok) void navigate({ to: `/handover/${code.value}` });
          return code.ok ? null : code.refusal;
        }}
      />
    </section>
  );
};
