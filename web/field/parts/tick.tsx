import { Checkbox } from 'radix-ui';
import { type ReactNode, useId } from 'react';

/** A box to tick, a whole row to press. */
export const Tick = ({
  checked,
  onTick,
  children,
}: {
  checked: boolean;
  onTick: (checked: boolean) => void;
  children: ReactNode;
}): ReactNode => {
  const id = useId();
  return (
    <div className="flex min-h-touch items-center gap-3">
      <Checkbox.Root
        id={id}
        checked={checked}
        onCheckedChange={(now) => onTick(now === true)}
        className="grid size-9 flex-none place-items-center rounded-lg border-2 border-edge bg-sheet data-[state=checked]:border-deep data-[state=checked]:bg-deep"
      >
        <Checkbox.Indicator>
          <svg
            viewBox="0 0 20 20"
            className="size-6 text-on-deep"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.6"
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            <path d="M4 10.5l4 4 8-9" />
          </svg>
        </Checkbox.Indicator>
      </Checkbox.Root>
      <label htmlFor={id} className="flex min-h-touch flex-1 items-center">
        {children}
      </label>
    </div>
  );
};
