import { type ReactNode, useId } from 'react';
import './chips.css';

type ChipsProps<V extends string> = {
  label: string;
  value: V | null;
  onChange: (value: V) => void;
  options: readonly { readonly value: V; readonly label: string }[];
  children?: ReactNode;
};

/** One of a few, each a word: arrow keys move between them, and they wrap where the pane is narrow. */
export const Chips = <V extends string>({ label, value, onChange, options, children }: ChipsProps<V>): ReactNode => {
  const name = useId();
  return (
    <div className="chips" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'chip chip--here' : 'chip'}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
      {children}
    </div>
  );
};
