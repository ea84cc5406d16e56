import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Id } from '../../../kernel/id.ts';
import type { Text } from '../../../kernel/result.ts';
import { useFormat, useWords } from '../../ui/look.tsx';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';
import { Button, buttonClass } from '../parts/button.tsx';
import type { SentFile } from './send-file.ts';
import { type About, useKeep } from './use-keep.ts';

const words = dictionary({
  拍照: 'Take a photo',
  选截图: 'Choose the screenshot',
  '正在发送 {n}%': 'Sending {n}%',
  重拍: 'Take it again',
  '看得清，就用这张': 'It can be read, use it',
  已存好: 'Kept',
  刚拍的照片: 'The photo just taken',
  换一张: 'Replace it',
});

type State =
  | { readonly is: 'empty' }
  | { readonly is: 'sending'; readonly file: Blob; readonly far: number }
  | { readonly is: 'doubtful'; readonly sent: SentFile; readonly hints: readonly Text[] }
  | { readonly is: 'failed'; readonly error: unknown; readonly again: () => void };

type PhotoFieldProps = {
  label: string;
  hint?: string;
  about: About;
  /** `camera` opens it at once; `screenshot` lets one choose a picture. */
  from?: 'camera' | 'screenshot';
  /** The document kept so far. */
  kept: Id | null;
  onKept: (document: Id | null) => void;
};

const Camera = (): ReactNode => (
  <svg viewBox="0 0 24 24" className="size-7" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" aria-hidden="true">
    <path d="M4 7.5h3.5L9 5h6l1.5 2.5H20v11H4z" />
    <circle cx="12" cy="13" r="3.6" />
  </svg>
);

/** Takes a photo, sends it, and says before it is used what may make it hard to read. */
export const PhotoField = ({ label, hint, about, from = 'camera', kept, onKept }: PhotoFieldProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const keeper = useKeep();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ is: 'empty' });
  const [preview, setPreview] = useState<string | null>(null);
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview]);

  const use = async (sent: SentFile): Promise<void> => {
    try {
      onKept(await keeper.keep(sent, about));
      setState({ is: 'empty' });
    } catch (error) {
      setState({ is: 'failed', error, again: () => void use(sent) });
    }
  };
  const take = async (file: Blob): Promise<void> => {
    setState({ is: 'sending', file, far: 0 });
    try {
      const sent = await keeper.send(file, (bytes) => setState({ is: 'sending', file, far: bytes / file.size }));
      if (sent.hints.length > 0) setState({ is: 'doubtful', sent, hints: sent.hints });
      else await use(sent);
    } catch (error) {
      setState({ is: 'failed', error, again: () => void take(file) });
    }
  };
  const picked = (file: File | undefined): void => {
    if (!file) return;
    setPreview(URL.createObjectURL(file));
    onKept(null);
    void take(file);
  };
  const again = (): void => input.current?.click();
  const shown = kept !== null || state.is !== 'empty';
  return (
    <div className="grid gap-2">
      <span className="font-semibold">{label}</span>
      {hint ? <span className="-mt-1 text-soft">{hint}</span> : null}
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        {...(from === 'camera' ? { capture: 'environment' as const } : {})}
        className="sr-only"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          picked(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {shown ? (
        <div className="flex items-center gap-4 rounded-xl border border-hair bg-sheet p-3">
          {preview ? <img src={preview} alt={t('刚拍的照片')} className="size-20 flex-none rounded-lg object-cover" /> : null}
          <div className="grid min-w-0 flex-1 gap-1">
            {kept !== null ? (
              <span role="status" className="font-semibold text-green-ink">
                ✓ {t('已存好')}
              </span>
            ) : null}
            {state.is === 'sending' ? (
              <>
                <span role="status">{t('正在发送 {n}%', { n: Math.round(state.far * 100) })}</span>
                <span className="h-1.5 overflow-hidden rounded-full bg-hair" aria-hidden="true">
                  <span className="block h-full bg-deep" style={{ width: `${state.far * 100}%` }} />
                </span>
              </>
            ) : null}
            {state.is === 'doubtful' ? state.hints.map((one) => <span key={one.en}>{format.text(one)}</span>) : null}
          </div>
          {kept !== null ? (
            <Button look="quiet" className="-mr-2 flex-none" onClick={again}>
              {t('换一张')}
            </Button>
          ) : null}
        </div>
      ) : (
        <button type="button" className={buttonClass('plain', true)} onClick={again}>
          <Camera />
          {from === 'camera' ? t('拍照') : t('选截图')}
        </button>
      )}
      {state.is === 'doubtful' ? (
        <div className="grid grid-cols-2 gap-3">
          <Button className="font-semibold" onClick={again}>
            {t('重拍')}
          </Button>
          <Button onClick={() => void use(state.sent)}>{t('看得清，就用这张')}</Button>
        </div>
      ) : null}
      {state.is === 'failed' ? <Failure error={state.error} kept retry={state.again} /> : null}
    </div>
  );
};
