import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Screen } from '../../shell/screen.tsx';

const words = dictionary({
  今天: 'Today',
  今天没有要跑的: 'Nothing to do today',
  '交给你的跑腿和上门会排在这里，下一站在最上面。': 'Errands and visits given to you appear here, the next stop on top.',
});

const TodayScreen = (): ReactNode => {
  const t = useWords(words);
  return (
    <Screen title={t('今天')}>
      <Empty picture="ferry" title={t('今天没有要跑的')} next={t('交给你的跑腿和上门会排在这里，下一站在最上面。')} />
    </Screen>
  );
};
export default TodayScreen;
