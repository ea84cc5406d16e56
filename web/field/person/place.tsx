import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { useToast } from '../../ui/toast.tsx';
import { dictionary } from '../../ui/words.ts';
import { Button } from '../parts/button.tsx';
import { LinkButton } from '../parts/link-button.tsx';

const words = dictionary({ 怎么走: 'Find the way', 复制地址: 'Copy the address', 地址已复制: 'Address copied' });

/** Where to go, in words; the map and the clipboard are one tap. */
export const Place = ({ address }: { address: string }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    toast(t('地址已复制'));
  };
  return (
    <div className="grid gap-2">
      <p>{address}</p>
      <div className="flex gap-3">
        <LinkButton href={`geo:0,0?q=${encodeURIComponent(address)}`}>{t('怎么走')}</LinkButton>
        <Button className="flex-1" onClick={() => void copy()}>
          {t('复制地址')}
        </Button>
      </div>
    </div>
  );
};
