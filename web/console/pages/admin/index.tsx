import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  管理: 'Administration',
  还没有站点: 'No sites yet',
  '先建区划，再建站点和岗位。': 'Make the areas first, then sites and posts.',
});

const AdminScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('管理')}>
      <Empty picture="door" title={t('还没有站点')} next={t('先建区划，再建站点和岗位。')} />
    </Page>
  );
};
export default AdminScreen;
