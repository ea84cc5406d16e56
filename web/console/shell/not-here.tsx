import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { Empty } from '../../ui/pictures.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({
  这里没有页面: 'There is no page here',
  '地址可能旧了。从左边的菜单再找一找。': 'The address may be old. Try the menu on the left.',
  回到我的工作: 'Back to my work',
});

export const NotHere = (): ReactNode => {
  const t = useWords(words);
  return (
    <main className="page__main">
      <Empty
        picture="door"
        title={t('这里没有页面')}
        next={t('地址可能旧了。从左边的菜单再找一找。')}
        action={
          <Link className="ui-button ui-button--primary" to="/work">
            {t('回到我的工作')}
          </Link>
        }
      />
    </main>
  );
};
