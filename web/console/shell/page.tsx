import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({ 代办: 'Daiban', 相关情况: 'Context' });

type PageProps = {
  title: string;
  /** One sentence: what is waiting here. */
  lead?: ReactNode;
  /** One primary action, named by its effect, last; quieter ones before it. */
  actions?: ReactNode;
  /** The right-hand pane: person, clock, next step of what is selected. */
  side?: ReactNode;
  children: ReactNode;
};

/** The grammar of a console screen: head, middle, context. Middle and context keep their scroll place on coming back. */
export const Page = ({ title, lead, actions, side, children }: PageProps): ReactNode => {
  const t = useWords(words);
  useEffect(() => {
    document.title = `${title} · ${t('代办')}`;
  }, [title, t]);
  return (
    <div className="page">
      <header className="page__head">
        <h1>{title}</h1>
        {lead ? <p className="page__lead">{lead}</p> : null}
        {actions ? <div className="page__actions">{actions}</div> : null}
      </header>
      <div className={side ? 'page__body page__body--with-side' : 'page__body'}>
        <main className="page__main" data-scroll-restoration-id="main">
          {children}
        </main>
        {side ? (
          <aside className="page__side" aria-label={t('相关情况')} data-scroll-restoration-id="side">
            {side}
          </aside>
        ) : null}
      </div>
    </div>
  );
};
