import type { ReactNode } from 'react';
import { sayPhone } from '../../ui/format.ts';
import { useWords } from '../../ui/look.tsx';
import { useToast } from '../../ui/toast.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({
  '已复制 {phone}': 'Copied {phone}',
  '复制 {who} 的电话 {phone}': 'Copy the phone of {who}, {phone}',
  '没能复制，请照着拨：{phone}': 'Could not copy; please dial {phone}',
  没有留电话: 'No phone given',
});

/** A colleague's phone; one click copies it. Residents' numbers never go through here: they are masked. */
export const CopyPhone = ({ phone, who }: { phone: string | null; who: string }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  if (phone === null) return <span className="soft">{t('没有留电话')}</span>;
  const said = sayPhone(phone);
  const copy = (): void => {
    navigator.clipboard.writeText(phone).then(
      () => toast(t('已复制 {phone}', { phone: said })),
      () => toast(t('没能复制，请照着拨：{phone}', { phone: said })),
    );
  };
  return (
    <button type="button" className="copy" onClick={copy} aria-label={t('复制 {who} 的电话 {phone}', { who, phone: said })}>
      <span className="nobr">{said}</span>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      </svg>
    </button>
  );
};
