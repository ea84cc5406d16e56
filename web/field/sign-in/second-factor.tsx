import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import { Button } from '../parts/button.tsx';

const words = dictionary({
  您的岗位要用动态码: 'Your post needs a second factor',
  '请先在电脑上登录一次，照着开通动态码，再用手机登录。二维码在电脑上，才能用这部手机扫。':
    'Sign in once on a computer and set it up there, then sign in here: the QR code has to be on another screen for this phone to scan it.',
  开通好了: 'It is set up',
  先退出: 'Sign out for now',
});

/** Whoever holds a post that needs a second factor and has none sets it up at a computer: this phone is to scan the code. */
export const SecondFactorPage = ({ done, leave }: { done: () => void; leave: () => void }): ReactNode => {
  const t = useWords(words);
  return (
    <main className="mx-auto grid max-w-[560px] gap-6 px-5 pt-8 pb-12">
      <h1 className="text-[26px] leading-snug font-semibold text-deep">{t('您的岗位要用动态码')}</h1>
      <p>{t('请先在电脑上登录一次，照着开通动态码，再用手机登录。二维码在电脑上，才能用这部手机扫。')}</p>
      <Button onClick={done}>{t('开通好了')}</Button>
      <Button onClick={leave}>{t('先退出')}</Button>
    </main>
  );
};
