import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import { useKeysInForce } from './keys.tsx';

const words = dictionary({ 键盘: 'Keyboard', 关上: 'Close', 这一屏上能用的键: 'Keys that work on this screen' });

/** What the keyboard does on the screen that is open. */
export const KeyHelp = ({ open, close }: { open: boolean; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const keys = useKeysInForce(open);
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('键盘')} width={440} closable={{ 'aria-label': t('关上') }}>
      <p className="page__lead">{t('这一屏上能用的键')}</p>
      <dl className="keys">
        {keys.map((key) => [
          <dt key={`${key.keys} key`}>
            <kbd>{key.keys}</kbd>
          </dt>,
          <dd key={`${key.keys} does`}>{format.text(key.does)}</dd>,
        ])}
      </dl>
    </Modal>
  );
};
