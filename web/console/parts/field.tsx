import { type ReactNode, useId } from 'react';
import './parts.css';

type FieldProps = {
  label: string;
  /** What is wrong with what was typed, or a word of help, below the field. */
  wrong?: string | null;
  help?: string | null;
  /** Gets the id that ties the control to its label. */
  children: (id: string) => ReactNode;
};

/** A control with its label above and what is to be said about it below. */
export const Field = ({ label, wrong = null, help = null, children }: FieldProps): ReactNode => {
  const id = useId();
  return (
    <div className="form__field">
      <label className="form__label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
      {wrong === null ? null : (
        <p className="form__wrong" role="alert">
          {wrong}
        </p>
      )}
      {wrong === null && help !== null ? <p className="form__help">{help}</p> : null}
    </div>
  );
};
