import type { ReactNode } from 'react';
import { ReadRefused, SignedOut, Unreachable } from './api.ts';
import { useFormat, useWords } from './look.tsx';
import { dictionary, type Text } from './words.ts';

const words = dictionary({
  你写的都还在: 'Everything you wrote is still here',
  连不上服务器: 'The server cannot be reached',
  '看看网络，再试一次。重复发送不会办两遍': 'Check the network and try again. Sending twice has no second effect',
  再试一次: 'Try again',
  请重新登录: 'Please sign in again',
  '太久没有操作，已经退出': 'You were signed out after a pause',
  这一屏出了差错: 'Something went wrong on this screen',
  '重新打开这一屏；还不行，把时间告诉管理员': 'Open the screen again; if it happens again, tell the administrator the time',
  这一条别人刚改过: 'Someone changed this in the meantime',
  '看过后再定，什么都没有被覆盖': 'Look at both and decide; nothing was overwritten',
  要改的地方: 'What differs',
  现在的: 'As it is now',
  你写的: 'What you wrote',
  用现在的: 'Keep it as it is',
  仍用我写的: 'Use mine after all',
  '{who}，{when}': '{who}, {when}',
});

const Mark = (): ReactNode => (
  <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d="M8 1.5 15 14.5H1z" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
    <path d="M8 6v4M8 12v.3" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
  </svg>
);

type TroubleProps = {
  /** What happened. */
  what: string;
  /** What to do. */
  todo?: string | undefined;
  /** Whether to say that what was typed is still there. */
  kept?: boolean | undefined;
  tone?: 'refused' | 'waiting';
  actions?: ReactNode;
};

/** What happened, what to do, and that nothing is lost. */
export const Trouble = ({ what, todo, kept = false, tone = 'refused', actions }: TroubleProps): ReactNode => {
  const t = useWords(words);
  return (
    <div className={`trouble trouble--${tone}`} role="alert">
      <p className="trouble__what">
        <Mark />
        {what}
      </p>
      {todo ? <p className="trouble__do">{todo}</p> : null}
      {kept ? <p className="trouble__kept">{t('你写的都还在')}</p> : null}
      {actions ? <div className="ui-buttons">{actions}</div> : null}
    </div>
  );
};

/** A refused command or read: its sentence already says what to do. */
export const Refusal = ({ refusal, kept, actions }: { refusal: Text; kept?: boolean; actions?: ReactNode }): ReactNode => {
  const format = useFormat();
  return <Trouble what={format.text(refusal)} kept={kept} actions={actions} />;
};

/** Whatever a read or a send threw. A bug is shown as one, and thrown on to the console by React Query. */
export const Failure = ({ error, kept, retry }: { error: unknown; kept?: boolean; retry?: () => void }): ReactNode => {
  const t = useWords(words);
  const again = retry ? (
    <button type="button" className="ui-button" onClick={retry}>
      {t('再试一次')}
    </button>
  ) : undefined;
  if (error instanceof ReadRefused) return <Refusal refusal={error.refusal} {...(kept ? { kept } : {})} actions={again} />;
  if (error instanceof Unreachable)
    return (
      <Trouble tone="waiting" what={t('连不上服务器')} todo={t('看看网络，再试一次。重复发送不会办两遍')} kept={kept} actions={again} />
    );
  if (error instanceof SignedOut) return <Trouble tone="waiting" what={t('太久没有操作，已经退出')} todo={t('请重新登录')} kept={kept} />;
  return <Trouble what={t('这一屏出了差错')} todo={t('重新打开这一屏；还不行，把时间告诉管理员')} kept={kept} actions={again} />;
};

export type Difference = { readonly label: string; readonly now: string; readonly mine: string };
type ConflictProps = {
  /** Who changed it and when, where known. */
  by?: { readonly who: string; readonly at: string } | undefined;
  differences: readonly Difference[];
  onKeepNow: () => void;
  onUseMine: () => void;
};

/** `changed_meanwhile`: both versions beside one another; the person decides. */
export const Conflict = ({ by, differences, onKeepNow, onUseMine }: ConflictProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <section className="conflict" role="alert">
      <h2>{t('这一条别人刚改过')}</h2>
      <p>
        {by ? `${t('{who}，{when}', { who: by.who, when: format.instant(by.at) })} · ` : ''}
        {t('看过后再定，什么都没有被覆盖')}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('要改的地方')}</th>
            <th scope="col">{t('现在的')}</th>
            <th scope="col">{t('你写的')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.label}>
              <th scope="row">{difference.label}</th>
              <td>{difference.now}</td>
              <td className={difference.now === difference.mine ? '' : 'is-different'}>{difference.mine}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="ui-buttons">
        <button type="button" className="ui-button" onClick={onKeepNow}>
          {t('用现在的')}
        </button>
        <button type="button" className="ui-button ui-button--primary" onClick={onUseMine}>
          {t('仍用我写的')}
        </button>
      </div>
    </section>
  );
};
