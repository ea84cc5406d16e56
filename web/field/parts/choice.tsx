import { RadioGroup } from 'radix-ui';
import { type ReactNode, useId } from 'react';

type Option = { readonly value: string; readonly label: string; readonly hint?: string };

/** One of a few, each a whole row to press. */
export const Choice = ({
  label,
  options,
  value,
  onChoose,
}: {
  label: string;
  options: readonly Option[];
  value: string;
  onChoose: (value: string) => void;
}): ReactNode => {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <span id={id} className="font-semibold">
        {label}
      </span>
      <RadioGroup.Root aria-labelledby={id} value={value} onValueChange={onChoose} className="grid gap-2">
        {options.map((option) => (
          <RadioGroup.Item
            key={option.value}
            value={option.value}
            className="flex min-h-touch items-center gap-3 rounded-xl border border-edge bg-sheet px-4 py-2 text-left data-[state=checked]:border-deep data-[state=checked]:outline-2 data-[state=checked]:outline-deep data-[state=checked]:-outline-offset-2"
          >
            <span className="grid size-6 flex-none place-items-center rounded-full border-2 border-edge">
              <RadioGroup.Indicator className="size-3 rounded-full bg-deep" />
            </span>
            <span>
              {option.label}
              {option.hint ? <span className="block text-soft">{option.hint}</span> : null}
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
};
