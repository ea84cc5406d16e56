import { type ReactNode, useState } from 'react';
import type { Text } from '../../../../kernel/result.ts';
import { useFormat } from '../../../ui/look.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Scanner } from '../../scan/scanner.tsx';

type CodeFieldProps = {
  /** The button that opens the camera. */
  scan: (open: () => void) => ReactNode;
  label: string;
  /** What happens with a typed code. */
  does: string;
  /** @returns what is wrong with it, or null when it was taken */
  take: (typed: string) => Text | null;
};

/** The code of a thing, scanned or typed. What was wrong stays in the field. */
export const CodeField = ({ scan, label, does, take }: CodeFieldProps): ReactNode => {
  const format = useFormat();
  const [scanning, setScanning] = useState(false);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<Text | null>(null);
  const enter = (text: string): void => {
    const found = take(text);
    setScanning(false);
    setWrong(found);
    setTyped(found === null ? '' : text.slice(0, 24));
  };
  return (
    <>
      {scan(() => setScanning(true))}
      <Scanner open={scanning} onOpen={setScanning} onSeen={enter} />
      <form
        className="grid grid-cols-[1fr_auto] items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          enter(typed);
        }}
      >
        <Field
          label={label}
          error={wrong ? format.text(wrong) : undefined}
          placeholder="K7P-3X9-QA2"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
          value={typed}
          onText={setTyped}
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {does}
        </Button>
      </form>
    </>
  );
};
