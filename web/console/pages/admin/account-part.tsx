import { type ReactNode, useState } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useApi } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { SlipWindow } from '../../parts/slip.tsx';
import type { StaffPost } from './place.ts';

const words = dictionary({
  账号: 'Account',
  登录名: 'Sign-in name',
  '例如：lin.xiuzhen': 'For example: lin.xiuzhen',
  开通账号: 'Open an account',
  忘了密码: 'Forgotten password',
  '为什么重置？': 'Why reset?',
  '例如：本人当面来说忘了密码': 'For example: came in person, forgot the password',
  重置并给一张条子: 'Reset and make a slip',
  '重置后，这个账号的登录全部退出。': 'All of this person’s sessions end.',
  一次性密码: 'One-time password',
  '只显示这一次，关上就再也看不到。第一次登录后要改掉。':
    'Shown this once only; after closing it cannot be seen again. To be changed at the first sign-in.',
  密码: 'Password',
  姓名: 'Name',
});

type Slip = { readonly account: string; readonly slip: string };

/** Opens or resets the person's account. The one-time password stands on a slip that is shown once and kept nowhere. */
export const AccountPart = ({ post, mayOpen }: { post: StaffPost; mayOpen: boolean }): ReactNode => {
  const t = useWords(words);
  const api = useApi();
  const [account, setAccount] = useState('');
  const [reason, setReason] = useState('');
  const [command, setCommand] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [slip, setSlip] = useState<Slip | null>(null);

  const ask = async (path: string, body: object): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      setSlip(await api.call<Slip>('POST', path, { command, person: post.person, ...body }));
      setReason('');
    } catch (thrown) {
      setError(thrown);
    } finally {
      // A refusal is final for its id; a lost answer makes another slip, and the one before stops working.
      setCommand(newId());
      setBusy(false);
    }
  };

  return (
    <section>
      <h2>{t('账号')}</h2>
      {mayOpen ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask('/api/v1/accounts', { account: account.trim(), name: post.name });
          }}
        >
          <label>
            <span>{t('登录名')}</span>
            <input
              className="ui-input"
              required
              minLength={2}
              maxLength={40}
              autoComplete="off"
              spellCheck={false}
              value={account}
              placeholder={t('例如：lin.xiuzhen')}
              onChange={(event) => setAccount(event.target.value)}
            />
          </label>
          <span>
            <button type="submit" className="ui-button" disabled={busy}>
              {t('开通账号')}
            </button>
          </span>
        </form>
      ) : null}
      <details className="more-form">
        <summary>{t('忘了密码')}</summary>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask('/api/v1/accounts/reset', { reason: reason.trim() });
          }}
        >
          <label>
            <span>{t('为什么重置？')}</span>
            <input
              className="ui-input"
              required
              maxLength={200}
              value={reason}
              placeholder={t('例如：本人当面来说忘了密码')}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <p className="form__help">{t('重置后，这个账号的登录全部退出。')}</p>
          <span>
            <button type="submit" className="ui-button" disabled={busy}>
              {t('重置并给一张条子')}
            </button>
          </span>
        </form>
      </details>
      {error ? <Failure error={error} kept /> : null}
      {slip === null ? null : (
        <SlipWindow title={t('一次性密码')} to="person" close={() => setSlip(null)}>
          <dl className="pairs">
            <dt>{t('姓名')}</dt>
            <dd>{post.name}</dd>
            <dt>{t('登录名')}</dt>
            <dd className="slip__word">{slip.account}</dd>
            <dt>{t('密码')}</dt>
            <dd className="slip__word">{slip.slip}</dd>
          </dl>
          <p>{t('只显示这一次，关上就再也看不到。第一次登录后要改掉。')}</p>
        </SlipWindow>
      )}
    </section>
  );
};
