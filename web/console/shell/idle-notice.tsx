import { Modal } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { useIdle } from '../../ui/idle.ts';
import { useWords } from '../../ui/look.tsx';
import { useSession } from '../../ui/session.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({
  还在吗: 'Still there?',
  '{n} 秒后自动退出，免得别人看到居民的资料。':
    'You will be signed out in {n} {n:second|seconds}, so that nobody else sees residents’ data.',
  我还在: 'I am still here',
  退出: 'Sign out',
});

/** Asks before an untouched console is closed. */
export const IdleNotice = (): ReactNode => {
  const t = useWords(words);
  const { signOut } = useSession();
  const leave = useCallback(() => void signOut(), [signOut]);
  const { secondsLeft, stay } = useIdle(leave);
  return (
    <Modal
      open={secondsLeft !== null}
      title={t('还在吗')}
      okText={t('我还在')}
      cancelText={t('退出')}
      onOk={stay}
      onCancel={leave}
      closable={false}
      mask={{ closable: false }}
      width={420}
    >
      <p>{t('{n} 秒后自动退出，免得别人看到居民的资料。', { n: secondsLeft ?? 0 })}</p>
    </Modal>
  );
};
