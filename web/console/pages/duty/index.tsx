import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  值班: 'Duty today',
  今天没有排班: 'Nobody is rostered today',
  '负责人排好班后，这里能看到谁在、电话多少。': 'Once a roster is made, this shows who is here and their phone.',
});

const DutyScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('值班')}>
      <Empty picture="lamp" title={t('今天没有排班')} next={t('负责人排好班后，这里能看到谁在、电话多少。')} />
    </Page>
  );
};
export default DutyScreen;
