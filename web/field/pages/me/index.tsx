import type { ReactNode } from 'react';
import { useLook, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useSession } from '../../../ui/session.tsx';
import { dictionary, pick } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Screen } from '../../shell/screen.tsx';
import { DutyToday } from './duty.tsx';

const words = dictionary({
  我的: 'Me',
  眼下的岗位: 'Acting post',
  眼下没有岗位: 'No post at present',
  屏幕: 'Screen',
  跟手机走: 'As the phone',
  白天: 'Day',
  夜间: 'Night',
  语言: 'Language',
  退出: 'Sign out',
});

/** Post, duty today, screen, language, sign-out. */
const MeScreen = (): ReactNode => {
  const t = useWords(words);
  const { lang, chooseLang, schemeChoice, chooseScheme } = useLook();
  const { me, post, choosePost, signOut } = useSession();
  return (
    <Screen title={t('我的')}>
      <div className="grid gap-4 py-4">
        <Card title={me.person.name}>
          {me.posts.length === 0 ? <p className="text-soft">{t('眼下没有岗位')}</p> : null}
          {post ? (
            <Choice
              label={t('眼下的岗位')}
              value={post.id}
              onChoose={choosePost}
              options={me.posts.map((one) => ({
                value: one.id,
                label: one.siteName ?? one.areaName,
                hint: pick(lang, ROLE_NAMES[one.role]),
              }))}
            />
          ) : null}
        </Card>
        {post?.site ? <DutyToday site={post.site} /> : null}
        <Card>
          <Choice
            label={t('屏幕')}
            value={schemeChoice}
            onChoose={(choice) => chooseScheme(choice === 'light' || choice === 'dark' ? choice : 'device')}
            options={[
              { value: 'device', label: t('跟手机走') },
              { value: 'light', label: t('白天') },
              { value: 'dark', label: t('夜间') },
            ]}
          />
        </Card>
        <Card>
          <Choice
            label={t('语言')}
            value={lang}
            onChoose={(choice) => chooseLang(choice === 'en' ? 'en' : 'zh')}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Card>
        <div className="px-5">
          <Button wide onClick={() => void signOut()}>
            {t('退出')}
          </Button>
        </div>
      </div>
    </Screen>
  );
};
export default MeScreen;
