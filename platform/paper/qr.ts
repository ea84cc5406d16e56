import qrcode from 'qrcode-generator';

/** A QR code as SVG, four modules of quiet space around it, error correction M. @throws on more than about 2,300 bytes. */
export const qrSvg = (text: string): string => {
  const code = qrcode(0, 'M');
  // The library takes one byte from each character; given UTF-8 as such, readers get the Chinese back.
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
  code.make();
  const n = code.getModuleCount();
  const places = Array.from({ length: n }, (_, i) => i);
  const path = places.map((y) => places.map((x) => (code.isDark(y, x) ? `M${x + 4} ${y + 4}h1v1h-1z` : '')).join('')).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n + 8} ${n + 8}"><path fill="#fff" d="M0 0h${n + 8}v${n + 8}H0z"/><path fill="#1B1F23" d="${path}"/></svg>`;
};
