import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';

const words = dictionary({
  办件: 'Cases',
  这里还没有办件: 'No cases yet',
  '受理以后，办件就排在这里。': 'Once accepted, cases are listed here.',
});

const CasesScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Page title={t('办件')}>
      <Empty picture="box" title={t('这里还没有办件')} next={t('受理以后，办件就排在这里。')} />
    </Page>
  );
};
export default CasesScreen;
