import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  居民: 'Residents',
  找一位居民: 'Find a resident',
  '输入名字、拼音首字母、证件或电话尾号。': 'Type a name, pinyin initials, or the tail of an ID or phone.',
});

const ResidentsScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('居民')}>
      <Empty picture="door" title={t('找一位居民')} next={t('输入名字、拼音首字母、证件或电话尾号。')} />
    </Page>
  );
};
export default ResidentsScreen;
