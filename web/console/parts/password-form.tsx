import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { useOwnPassword } from '../../ui/own-password.ts';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';
import { Field } from './field.tsx';

const words = dictionary({
  条子上的密码: 'The password on the slip',
  现在的密码: 'The present password',
  新密码: 'New password',
  '至少 10 个字，字母、数字、符号要有两种以上': 'At least 10 characters, of two kinds: letters, digits, signs',
  再写一遍新密码: 'The new password once more',
  '两遍不一样，请再写一遍': 'The two are not the same; type it once more',
  换成新密码: 'Change the password',
});

/** @param slip the present password stands on a one-time slip */
export const PasswordForm = ({ slip, changed }: { slip: boolean; changed: () => void }): ReactNode => {
  const t = useWords(words);
  const own = useOwnPassword(changed);
  const box = (id: string, name: 'current' | 'next' | 'again'): ReactNode => (
    <input
      id={id}
      className="ui-input"
      type="password"
      required
      maxLength={128}
      autoComplete={name === 'current' ? 'current-password' : 'new-password'}
      value={own.form[name]}
      onChange={(event) => own.set({ [name]: event.target.value })}
    />
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void own.send();
      }}
    >
      <Field label={slip ? t('条子上的密码') : t('现在的密码')}>{(id) => box(id, 'current')}</Field>
      <Field label={t('新密码')} help={t('至少 10 个字，字母、数字、符号要有两种以上')}>
        {(id) => box(id, 'next')}
      </Field>
      <Field label={t('再写一遍新密码')} wrong={own.differs ? t('两遍不一样，请再写一遍') : null}>
        {(id) => box(id, 'again')}
      </Field>
      {own.error ? <Failure error={own.error} kept /> : null}
      <div>
        <button type="submit" className="ui-button ui-button--primary" disabled={own.busy}>
          {t('换成新密码')}
        </button>
      </div>
    </form>
  );
};
