import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { Empty } from '../../ui/pictures.tsx';
import { dictionary } from '../../ui/words.ts';
import { Screen } from './screen.tsx';

const words = dictionary({ 这里没有页面: 'There is no page here', '地址可能旧了。': 'The address may be old.', 回到今天: 'Back to today' });

export const NotHere = (): ReactNode => {
  const t = useWords(words);
  return (
    <Screen title={t('这里没有页面')}>
      <Empty
        picture="door"
        title={t('地址可能旧了。')}
        action={
          <Link className="ui-button ui-button--primary" to="/today">
            {t('回到今天')}
          </Link>
        }
      />
    </Screen>
  );
};
