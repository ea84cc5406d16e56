import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
  label: string;
  hint?: string;
  /** What is wrong and what to do. */
  error?: string | undefined;
  value: string;
  onText: (text: string) => void;
};

const BOX = 'min-h-touch w-full rounded-xl border bg-sheet px-4 text-ink';

/** A line of text with its label, hint and error. */
export const Field = ({ label, hint, error, value, onText, ...rest }: FieldProps): ReactNode => {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint ? (
        <span id={`${id}-hint`} className="text-soft">
          {hint}
        </span>
      ) : null}
      {error ? (
        <span id={`${id}-error`} className="font-semibold text-seal">
          {error}
        </span>
      ) : null}
      <input
        id={id}
        className={`${BOX} ${error ? 'border-seal border-2' : 'border-edge'}`}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim() || undefined}
        onChange={(event) => onText(event.target.value)}
        {...rest}
      />
    </div>
  );
};

/** Several lines of text. */
export const LongField = ({
  label,
  value,
  onText,
  rows = 4,
}: {
  label: string;
  value: string;
  onText: (text: string) => void;
  rows?: number;
}): ReactNode => {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <textarea id={id} rows={rows} className={`${BOX} border-edge py-3`} value={value} onChange={(event) => onText(event.target.value)} />
    </div>
  );
};
