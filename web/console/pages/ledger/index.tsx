import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  台账: 'Ledger',
  没有记录: 'No entries',
  '每办一步，这里就多一行。': 'Each step taken adds a line here.',
});

const LedgerScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('台账')}>
      <Empty picture="box" title={t('没有记录')} next={t('每办一步，这里就多一行。')} />
    </Page>
  );
};
export default LedgerScreen;
