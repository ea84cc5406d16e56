import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { sayCount } from './format.ts';
import { useWords } from './look.tsx';
import { dictionary } from './words.ts';

const words = dictionary({ 正在打开: 'Opening', '{done} / {total}': '{done} of {total}' });

type WaitProps = {
  /** What is going on, in words: 正在读表格. */
  doing?: string;
  /** How far, for anything that may take over 3 s. */
  progress?: { readonly done: number; readonly total: number };
  /** How to leave it to finish by itself. */
  leave?: ReactNode;
};

/** Nothing for the first 0.3 s (a flash helps nobody), then what is going on, and how far where that is known. */
export const Wait = ({ doing, progress, leave }: WaitProps): ReactNode => {
  const t = useWords(words);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <div className="wait" aria-busy="true" />;
  const far = progress ? progress.done / Math.max(1, progress.total) : 0;
  return (
    <div className="wait" role="status">
      <div>
        {doing ?? t('正在打开')}
        {progress ? ` ${t('{done} / {total}', { done: sayCount(progress.done), total: sayCount(progress.total) })}` : null}
      </div>
      <div
        className={progress ? 'wait__line wait__line--known' : 'wait__line'}
        style={{ '--far': far } as CSSProperties}
        aria-hidden="true"
      >
        <i />
      </div>
      {leave}
    </div>
  );
};
