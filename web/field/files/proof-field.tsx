import { type ReactNode, useState } from 'react';
import type { Id } from '../../../kernel/id.ts';
import { useWords } from '../../ui/look.tsx';
import { Failure } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { type Signature, SignatureField } from '../signature/pad.tsx';
import type { Point } from '../signature/strokes.ts';
import { PhotoField } from './photo-field.tsx';
import { type About, useKeep } from './use-keep.ts';

const words = dictionary({
  '怎么留凭据？': 'How is it proved?',
  在屏幕上签名: 'Signed on the screen',
  '签在纸上，拍下来': 'Signed on paper, photographed',
  就用这个签名: 'Use this signature',
  签名已存好: 'Signature kept',
  重签: 'Sign again',
});

export type Proof = { readonly document: Id; readonly strokes: Point[][] | null };

/** A signature drawn here, sent as a picture. */
export const DrawnProof = ({
  label,
  about,
  kept,
  onKept,
}: {
  label: string;
  about: About;
  kept: Proof | null;
  onKept: (proof: Proof | null) => void;
}): ReactNode => {
  const t = useWords(words);
  const keeper = useKeep();
  const [drawn, setDrawn] = useState<Signature | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keep = async (): Promise<void> => {
    if (drawn === null) return;
    setBusy(true);
    setError(null);
    try {
      // A signature is mostly white: what the server says of dim or blank photos does not apply.
      const document = await keeper.keep(await keeper.send(await drawn.picture()), about);
      onKept({ document, strokes: drawn.strokes });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  if (kept !== null)
    return (
      <div className="flex items-center gap-3 rounded-xl border border-hair bg-sheet p-3">
        <span role="status" className="flex-1 font-semibold text-green-ink">
          ✓ {t('签名已存好')}
        </span>
        <Button look="quiet" onClick={() => onKept(null)}>
          {t('重签')}
        </Button>
      </div>
    );
  return (
    <div className="grid gap-3">
      <SignatureField label={label} onDrawn={setDrawn} />
      {drawn ? (
        <Button wide className="border-deep font-semibold" disabled={busy} onClick={() => void keep()}>
          {t('就用这个签名')}
        </Button>
      ) : null}
      {error ? <Failure error={error} kept retry={() => void keep()} /> : null}
    </div>
  );
};

/** Signed on the glass or on paper: either way a document. */
export const ProofField = ({
  label,
  about,
  kept,
  onKept,
}: {
  label: string;
  about: About;
  kept: Id | null;
  onKept: (document: Id | null) => void;
}): ReactNode => {
  const t = useWords(words);
  const [how, setHow] = useState('drawn');
  return (
    <div className="grid gap-4">
      <Choice
        label={t('怎么留凭据？')}
        value={how}
        onChoose={(chosen) => {
          setHow(chosen);
          onKept(null);
        }}
        options={[
          { value: 'drawn', label: t('在屏幕上签名') },
          { value: 'paper', label: t('签在纸上，拍下来') },
        ]}
      />
      {how === 'drawn' ? (
        <DrawnProof
          label={label}
          about={about}
          kept={kept === null ? null : { document: kept, strokes: null }}
          onKept={(proof) => onKept(proof?.document ?? null)}
        />
      ) : (
        <PhotoField label={label} about={about} kept={kept} onKept={onKept} />
      )}
    </div>
  );
};
