import { type ReactNode, useState } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { Qr } from '../../../ui/qr.tsx';
import { useApi } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Field } from '../../parts/field.tsx';
import { SlipWindow } from '../../parts/slip.tsx';

const words = dictionary({
  动态码: 'Second factor',
  '手机上的验证器每 30 秒出 6 位数字，登录时和密码一起填；密码被人看去也进不来。':
    'An authenticator on your phone shows 6 digits, new every 30 seconds, typed with the password: a stolen password alone does not let anyone in.',
  '重新开通以后，原来手机上的数字就不能用了。': 'Set up again, the digits on the old phone stop working.',
  现在的密码: 'The present password',
  '开通，或换一部手机': 'Set up, or change the phone',
  '用验证器扫这个码，再填它给的 6 位数字': 'Scan this with the authenticator, then type its 6 digits',
  动态码的二维码: 'QR code for the authenticator',
  '扫不了就手工填这串字：': 'If it can’t be scanned, type this in:',
  '6 位数字': '6 digits',
  '对上了，从现在起用动态码': 'Switch it on',
  动态码已经开通: 'The second factor is on',
  备用码: 'Backup codes',
  '手机丢了，登录时用一个备用码代替动态码。每个只能用一次，只显示这一回，请抄下来收好。':
    'If the phone is lost, type one of these instead of the digits. Each works once, and they are shown only now: note them and keep them safe.',
});

type Begun = { readonly uri: string; readonly backupCodes: readonly string[] };

/**
 * Setting up the second factor: password, QR code, digits that prove the phone has it, and then the codes for a lost phone.
 * `done` is told once those were noted.
 */
export const SecondFactor = ({ done }: { done?: () => void }): ReactNode => {
  const t = useWords(words);
  const api = useApi();
  const toast = useToast();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [begun, setBegun] = useState<Begun | null>(null);
  const [backup, setBackup] = useState<readonly string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ask = async (step: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await step();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const begin = async (): Promise<void> => {
    setBegun(await api.call<Begun>('POST', '/api/v1/totp', { password }));
    setPassword('');
  };
  const confirm = async (of: Begun): Promise<void> => {
    await api.call('POST', '/api/v1/totp/confirm', { code: code.trim() });
    setBackup(of.backupCodes);
    setBegun(null);
    setCode('');
    toast(t('动态码已经开通'));
  };
  const close = (): void => {
    setBackup(null);
    done?.();
  };
  return (
    <section className="panel">
      <h2>{t('动态码')}</h2>
      <p>{t('手机上的验证器每 30 秒出 6 位数字，登录时和密码一起填；密码被人看去也进不来。')}</p>
      {begun === null ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask(begin);
          }}
        >
          <Field label={t('现在的密码')} help={t('重新开通以后，原来手机上的数字就不能用了。')}>
            {(id) => (
              <input
                id={id}
                className="ui-input"
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          {error ? <Failure error={error} kept /> : null}
          <div>
            <button type="submit" className="ui-button" disabled={busy}>
              {t('开通，或换一部手机')}
            </button>
          </div>
        </form>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask(() => confirm(begun));
          }}
        >
          <p>{t('用验证器扫这个码，再填它给的 6 位数字')}</p>
          <Qr text={begun.uri} label={t('动态码的二维码')} />
          <p className="soft">
            {t('扫不了就手工填这串字：')} <span className="code">{new URL(begun.uri).searchParams.get('secret')}</span>
          </p>
          <Field label={t('6 位数字')}>
            {(id) => (
              <input
                id={id}
                className="ui-input account__digits"
                inputMode="numeric"
                autoComplete="one-time-code"
                required
                minLength={6}
                maxLength={8}
                // biome-ignore lint/a11y/noAutofocus: the next thing to type
                autoFocus
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          {error ? <Failure error={error} kept /> : null}
          <div>
            <button type="submit" className="ui-button ui-button--primary" disabled={busy}>
              {t('对上了，从现在起用动态码')}
            </button>
          </div>
        </form>
      )}
      {backup === null ? null : (
        <SlipWindow title={t('备用码')} to="self" close={close}>
          <p>{t('手机丢了，登录时用一个备用码代替动态码。每个只能用一次，只显示这一回，请抄下来收好。')}</p>
          <ul className="slip__codes">
            {backup.map((one) => (
              <li key={one} className="slip__word">
                {one}
              </li>
            ))}
          </ul>
        </SlipWindow>
      )}
    </section>
  );
};
