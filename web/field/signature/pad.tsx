import { type ReactNode, useEffect, useRef, useState } from 'react';
import SignaturePad from 'signature_pad';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';
import { Button } from '../parts/button.tsx';
import { type Point, strokesOf } from './strokes.ts';

const words = dictionary({ 擦掉重签: 'Wipe and sign again', 在框里签名: 'Sign in the box' });

/** How it was drawn, and as a picture. */
export type Signature = { readonly strokes: Point[][]; readonly picture: () => Promise<Blob> };

/** Ink on paper in both schemes: the picture is printed. */
const INK = '#1B1F23';
const PAPER = '#FFFFFF';

/** Signing on the glass. Evidence of who agreed, no electronic signature in the law's sense. */
export const SignatureField = ({ label, onDrawn }: { label: string; onDrawn: (signature: Signature | null) => void }): ReactNode => {
  const t = useWords(words);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const told = useRef(onDrawn);
  told.current = onDrawn;
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const field = canvas.current!;
    const made = new SignaturePad(field, { penColor: INK, backgroundColor: PAPER, minWidth: 1.2, maxWidth: 3.2 });
    pad.current = made;
    const resize = (): void => {
      const data = made.toData();
      field.width = field.offsetWidth * devicePixelRatio;
      field.height = field.offsetHeight * devicePixelRatio;
      field.getContext('2d')!.scale(devicePixelRatio, devicePixelRatio);
      made.clear();
      made.fromData(data);
    };
    resize();
    const ended = (): void => {
      setDrawn(true);
      told.current({
        strokes: strokesOf(made.toData(), field.offsetWidth),
        picture: () =>
          new Promise((resolve, reject) =>
            field.toBlob((blob) => (blob === null ? reject(new Error('the canvas gave no picture')) : resolve(blob)), 'image/png'),
          ),
      });
    };
    made.addEventListener('endStroke', ended);
    addEventListener('resize', resize);
    return () => {
      removeEventListener('resize', resize);
      made.off();
    };
  }, []);
  const wipe = (): void => {
    pad.current?.clear();
    setDrawn(false);
    onDrawn(null);
  };
  return (
    <div className="grid gap-2">
      <span className="font-semibold">{label}</span>
      <div className="relative">
        <canvas ref={canvas} role="img" aria-label={label} className="h-[220px] w-full touch-none rounded-xl border border-edge bg-white" />
        {drawn ? null : (
          <span className="pointer-events-none absolute inset-x-8 bottom-10 border-t border-[#848E92] pt-2 text-center text-[#3D464B]">
            {t('在框里签名')}
          </span>
        )}
      </div>
      <Button disabled={!drawn} onClick={wipe}>
        {t('擦掉重签')}
      </Button>
    </div>
  );
};
