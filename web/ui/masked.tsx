import { type ReactNode, useEffect, useId, useState } from 'react';
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
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [value]);

  const look = async (): Promise<void> => {
    setError(null);
    try {
      setValue(await reveal(reason.trim()));
      setAsking(false);
      setReason('');
    } catch (thrown) {
      setError(thrown);
    }
  };

  return (
    <span className="masked">
      <span className="nobr">{value ?? masked}</span>
      <button
        type="button"
        className="ui-button ui-button--quiet"
        aria-label={`${value === null ? t('显示') : t('遮住')} ${label}`}
        aria-expanded={asking}
        onClick={() => (value === null ? setAsking(!asking) : setValue(null))}
      >
        {value === null ? t('显示') : t('遮住')}
      </button>
      {asking ? (
        <form
          className="masked__reason"
          onSubmit={(event) => {
            event.preventDefault();
            void look();
          }}
          onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
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
            <button type="button" className="ui-button" onClick={() => setAsking(false)}>
              {t('算了')}
            </button>
          </span>
        </form>
      ) : null}
    </span>
  );
};
