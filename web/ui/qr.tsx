import qrcode from 'qrcode-generator';
import { type ReactNode, useMemo } from 'react';

/** Modules of quiet space that readers need around the code. */
const QUIET = 4;

/** A QR code of plain ASCII text (an address), drawn here: what it says leaves the device only through the camera before it. */
export const Qr = ({ text, label }: { text: string; label: string }): ReactNode => {
  const { size, path } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text, 'Byte');
    code.make();
    const n = code.getModuleCount();
    const places = Array.from({ length: n }, (_, i) => i);
    const dark = places.flatMap((y) => places.filter((x) => code.isDark(y, x)).map((x) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`));
    return { size: n + 2 * QUIET, path: dark.join('') };
  }, [text]);
  // Black on white at night too: many readers fail on the reverse.
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
};
