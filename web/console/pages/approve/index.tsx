import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  审批: 'Approvals',
  没有等你部门决定的: 'Nothing waits for your department',
  '窗口送来的办件会排在这里，快到期的在前。': 'Cases sent by the windows appear here, those due soonest first.',
});

const ApprovalsScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('审批')}>
      <Empty picture="lamp" title={t('没有等你部门决定的')} next={t('窗口送来的办件会排在这里，快到期的在前。')} />
    </Page>
  );
};
export default ApprovalsScreen;
