import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CommandContract } from '../../../../kernel/contract.ts';
import type { Sender } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';

const words = dictionary({ 为什么: 'Why', 算了: 'Never mind' });

type Answered = Pick<Sender<CommandContract>, 'refusal' | 'error' | 'reset' | 'sending'>;

/**
 * A refusal goes below the field it is about; what belongs to none stays for `Problem`.
 * @param places which field each code is about
 */
export const useRefusalAt = <F extends string>(of: Answered, places: Readonly<Record<string, F>>) => {
  const format = useFormat();
  const place = of.refusal === null ? undefined : places[of.refusal.code];
  return {
    at: (field: F): string | null => (place === field && of.refusal !== null ? format.text(of.refusal) : null),
    rest: place === undefined ? of : { ...of, refusal: null },
  };
};

type Props = {
  title: string;
  /** What comes of it, said before it is done. */
  said?: readonly string[];
  /** An example of a reason. */
  hint: string;
  /** The effect, as the button names it. */
  action: string;
  of: Answered;
  ready?: boolean;
  submit: (reason: string) => Promise<void>;
  close: () => void;
  children?: ReactNode;
};

/** Something about a person is put right: what will happen, the fields, why, and the one button that does it. */
export const ReasonForm = ({ title, said = [], hint, action, of, ready = true, submit, close, children }: Props): ReactNode => {
  const t = useWords(words);
  const [reason, setReason] = useState('');
  const complete = ready && reason.trim() !== '';
  return (
    <form
      className="panel form change"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete && !of.sending) void submit(reason.trim());
      }}
    >
      <h2>{title}</h2>
      {said.length > 0 ? (
        <ul className="change__said">
          {said.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {children}
      <Field label={t('为什么')}>
        {(id) => <Input id={id} maxLength={200} placeholder={hint} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <Problem of={of} />
      <div className="ui-buttons">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={of.sending}>
          {action}
        </Button>
        <Button onClick={close}>{t('算了')}</Button>
      </div>
    </form>
  );
};
