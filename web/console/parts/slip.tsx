import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import './slip.css';

const words = dictionary({ 打印这张条子: 'Print the slip', 给了本人了: 'Handed over', 抄好了: 'I have noted them' });

type SlipProps = {
  title: string;
  /** Who gets what stands on it: somebody else at the counter, or whoever looks at the screen. */
  to: 'person' | 'self';
  close: () => void;
  children: ReactNode;
};

/** Something secret that is shown this once, and can be printed. Closed only on purpose. */
export const SlipWindow = ({ title, to, close, children }: SlipProps): ReactNode => {
  const t = useWords(words);
  return (
    <Modal
      open
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={440}
      okText={t('打印这张条子')}
      cancelText={to === 'person' ? t('给了本人了') : t('抄好了')}
      onOk={() => print()}
      onCancel={close}
    >
      <div className="slip">{children}</div>
    </Modal>
  );
};
