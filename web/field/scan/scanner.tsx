import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../ui/look.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { dictionary } from '../../ui/words.ts';
import { Sheet } from '../parts/sheet.tsx';

const words = dictionary({
  扫码: 'Scan the code',
  '把码放进框里，不用按': 'Hold the code inside the frame; nothing to press',
  '相机打不开。在手机设置里允许使用相机，或者直接输编码': 'The camera does not open. Allow it in the phone’s settings, or type the code',
  '这部手机扫不了码，请直接输编码': 'This phone can’t scan. Please type the code',
});

/** Between two looks at the picture, in ms: quick to the eye, easy on the battery. */
const EVERY = 150;

type Fault = 'camera' | 'reader' | null;

/** Looks through the camera until a code is seen. */
const Looking = ({ onSeen }: { onSeen: (text: string) => void }): ReactNode => {
  const t = useWords(words);
  const video = useRef<HTMLVideoElement>(null);
  const seen = useRef(onSeen);
  seen.current = onSeen;
  const [trouble, setTrouble] = useState<Fault>(null);
  useEffect(() => {
    let over = false;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const canvas = document.createElement('canvas');
    const look = async (read: (picture: ImageData) => Promise<string | null>): Promise<void> => {
      const shown = video.current;
      if (over || shown === null) return;
      if (shown.videoWidth > 0) {
        canvas.width = shown.videoWidth;
        canvas.height = shown.videoHeight;
        const ground = canvas.getContext('2d', { willReadFrequently: true })!;
        ground.drawImage(shown, 0, 0);
        const text = await read(ground.getImageData(0, 0, canvas.width, canvas.height)).catch(() => undefined);
        if (over) return;
        if (text === undefined) return setTrouble('reader');
        if (text !== null) return seen.current(text);
      }
      timer = setTimeout(() => void look(read), EVERY);
    };
    const start = async (): Promise<void> => {
      const [camera, reader] = await Promise.allSettled([
        navigator.mediaDevices?.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } }),
        import('./read-code.ts'),
      ]);
      if (camera.status === 'fulfilled' && camera.value) stream = camera.value;
      if (over) return stop();
      if (stream === null) return setTrouble('camera');
      if (reader.status === 'rejected') return setTrouble('reader');
      video.current!.srcObject = stream;
      await video.current!.play();
      void look(reader.value.readCode);
    };
    const stop = (): void => {
      over = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void start();
    return stop;
  }, []);
  if (trouble !== null)
    return (
      <Trouble
        tone="waiting"
        what={trouble === 'camera' ? t('相机打不开。在手机设置里允许使用相机，或者直接输编码') : t('这部手机扫不了码，请直接输编码')}
      />
    );
  return (
    <div className="relative overflow-hidden rounded-xl bg-black">
      <video ref={video} muted playsInline className="aspect-square w-full object-cover" />
      <span className="pointer-events-none absolute inset-[18%] rounded-2xl border-4 border-white/90" aria-hidden="true" />
    </div>
  );
};

type ScannerProps = { open: boolean; onOpen: (open: boolean) => void; onSeen: (text: string) => void };

/** The camera is on only while the sheet is open. */
export const Scanner = ({ open, onOpen, onSeen }: ScannerProps): ReactNode => {
  const t = useWords(words);
  return (
    <Sheet open={open} onOpen={onOpen} title={t('扫码')} says={t('把码放进框里，不用按')}>
      <Looking onSeen={onSeen} />
    </Sheet>
  );
};
