import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  我的工作: 'My work',
  手上没有要办的: 'Nothing is waiting for you',
  '新的诉求和到期的办件会排在这里，绿色通道在前。': 'New requests and cases that fall due appear here, green channel first.',
});

const WorkScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('我的工作')}>
      <Empty picture="lamp" title={t('手上没有要办的')} next={t('新的诉求和到期的办件会排在这里，绿色通道在前。')} />
    </Page>
  );
};
export default WorkScreen;
