import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from './look.tsx';
import { Failure } from './trouble.tsx';
import { dictionary } from './words.ts';

const words = dictionary({
  显示: 'Show',
  遮住: 'Hide',
  '为什么要看？': 'Why do you need to see it?',
  '例如：打电话约上门时间': 'For example: to call and agree a visit',
  '每次查看都会记下来，本人可以查问': 'Each look is recorded; the person can ask who looked',
  查看: 'Look',
  算了: 'Never mind',
});

const SHOWN_FOR = 60_000;
/** Width of the little form, and how near it may come to the window's edge, in px. */
const FORM = { width: 300, margin: 12 } as const;

/** Below what was pressed, and inside the window even where a narrow pane would cut it off. */
const placeBelow = (pressed: DOMRect): { left: number; top: number } => ({
  left: Math.max(FORM.margin, Math.min(pressed.left, innerWidth - FORM.width - FORM.margin)),
  top: pressed.bottom + 6,
});

type MaskedProps = {
  /** Already masked by the server: `137 **** 1234`. */
  masked: string;
  /** What it is, for screen readers: 手机号. */
  label: string;
  /** Fetches the whole value; the reason goes to the log of looks. */
  reveal: (reason: string) => Promise<string>;
};

/** A personal value, masked until someone says why. It hides again by itself after a minute. */
export const Masked = ({ masked, label, reveal }: MaskedProps): ReactNode => {
  const t = useWords(words);
  const field = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const asking = place !== null;
  const close = (): void => setPlace(null);
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [value]);

  useEffect(() => {
    if (!asking) return;
    // The form stands fixed in the window: when what it belongs to moves away, it goes.
    const moved = (): void => setPlace(null);
    addEventListener('scroll', moved, true);
    addEventListener('resize', moved);
    return () => {
      removeEventListener('scroll', moved, true);
      removeEventListener('resize', moved);
    };
  }, [asking]);

  const look = async (): Promise<void> => {
    setError(null);
    try {
      setValue(await reveal(reason.trim()));
      close();
      setReason('');
    } catch (thrown) {
      setError(thrown);
    }
  };

  const press = (): void => {
    if (value !== null) setValue(null);
    else if (asking) close();
    else setPlace(placeBelow(button.current!.getBoundingClientRect()));
  };

  return (
    <span className="masked">
      <span className="nobr">{value ?? masked}</span>
      <button
        ref={button}
        type="button"
        className="ui-button ui-button--quiet"
        aria-label={`${value === null ? t('显示') : t('遮住')} ${label}`}
        aria-expanded={asking}
        onClick={() => press()}
      >
        {value === null ? t('显示') : t('遮住')}
      </button>
      {place ? (
        <form
          className="masked__reason"
          style={{ ...place, width: FORM.width }}
          onSubmit={(event) => {
            event.preventDefault();
            void look();
          }}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <label htmlFor={field}>{t('为什么要看？')}</label>
          <input
            id={field}
            className="ui-input"
            // biome-ignore lint/a11y/noAutofocus: the person has just opened this to type the reason
            autoFocus
            required
            minLength={2}
            maxLength={200}
            value={reason}
            placeholder={t('例如：打电话约上门时间')}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="masked__note">{t('每次查看都会记下来，本人可以查问')}</p>
          {error ? <Failure error={error} /> : null}
          <span className="ui-buttons">
            <button type="submit" className="ui-button ui-button--primary">
              {t('查看')}
            </button>
            <button type="button" className="ui-button" onClick={close}>
              {t('算了')}
            </button>
          </span>
        </form>
      ) : null}
    </span>
  );
};
