import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  接电话: 'Phone desk',
  等电话: 'Waiting for a call',
  '接起来，先输入对方的名字、拼音或电话尾号。': 'When it rings, type the caller’s name, pinyin or the tail of the number.',
});

const PhoneScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('接电话')}>
      <Empty picture="door" title={t('等电话')} next={t('接起来，先输入对方的名字、拼音或电话尾号。')} />
    </Page>
  );
};
export default PhoneScreen;
