import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Screen } from '../../shell/screen.tsx';

const words = dictionary({
  交接: 'Hand over',
  手上没有物件: 'You are holding nothing',
  '接过来的信封、证件和现金会列在这里。': 'Envelopes, cards and cash that you took over are listed here.',
});

const HandoverScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Screen title={t('交接')}>
      <Empty picture="box" title={t('手上没有物件')} next={t('接过来的信封、证件和现金会列在这里。')} />
    </Screen>
  );
};
export default HandoverScreen;
