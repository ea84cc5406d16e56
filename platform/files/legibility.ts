import type { Text } from '../../kernel/result.ts';

/** What may make a picture hard to read. A hint, never a refusal: the person who looks decides. */
export type Hint = Text & { readonly code: HintCode };
export type HintCode = 'photo_blurred' | 'photo_too_dark' | 'photo_too_bright' | 'photo_too_small' | 'photo_turned';

export const HINTS: Readonly<Record<HintCode, Hint>> = {
  photo_blurred: {
    code: 'photo_blurred',
    zh: '照片有点糊。请拿稳、点一下屏幕对焦，再拍一张。',
    en: 'The photo is blurred. Hold still, tap the screen to focus, take it again.',
  },
  photo_too_dark: {
    code: 'photo_too_dark',
    zh: '照片太暗。请开灯或到窗边，再拍一张。',
    en: 'The photo is too dark. Turn on a light or go to the window, take it again.',
  },
  photo_too_bright: {
    code: 'photo_too_bright',
    zh: '照片太亮或是空白，字看不清。请避开反光，关掉闪光灯，再拍一张。',
    en: 'The photo is too bright or blank, the text can’t be read. Avoid glare, switch the flash off, take it again.',
  },
  photo_too_small: {
    code: 'photo_too_small',
    zh: '照片太小，字看不清。请发原图，或者靠近一点再拍。',
    en: 'The photo is too small to read. Send the original, or take it again from nearer.',
  },
  photo_turned: {
    code: 'photo_turned',
    zh: '照片原来是横着或倒着的，已经自动转正，请看一眼方向对不对。',
    en: 'The photo was lying on its side or upside down and has been turned; see whether it is upright now.',
  },
};

/** Grey values, a byte each, row by row. */
export type Grey = { readonly pixels: Uint8Array; readonly width: number; readonly height: number };

/** The grey picture is measured at this length of its longer side, so that numbers compare between cameras. */
export const MEASURE_PX = 1000;

// Found on the rendered letter of images.test.ts: in focus 25,000; blurred by 2 px of 1,240 (still read with ease) 860; by 3 px 120; by 5 px 30.
const SHARP_ENOUGH = 200;
const DARK_BELOW = 90;
const BRIGHT_ABOVE = 190;
const SMALL_LONG_SIDE = 900;
const SMALL_SHORT_SIDE = 500;
const TILES = 8;

/** The value below which `share` (0–1) of all pixels lie. */
const percentile = (histogram: readonly number[], total: number, share: number): number => {
  let seen = 0;
  for (let value = 0; value < 256; value += 1) {
    seen += histogram[value]!;
    if (seen >= share * total) return value;
  }
  return 255;
};

const varianceOfLaplacian = ({ pixels, width }: Grey, left: number, top: number, right: number, bottom: number): number => {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const at = y * width + x;
      const edge = pixels[at - width]! + pixels[at + width]! + pixels[at - 1]! + pixels[at + 1]! - 4 * pixels[at]!;
      sum += edge;
      squares += edge * edge;
      count += 1;
    }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
};

/**
 * How sharp the sharpest parts are: the variance of the Laplacian in 8 × 8 tiles, its 90th percentile.
 * Not the whole picture's: a short letter is mostly empty paper, and blur is about the letters.
 */
export const sharpness = (grey: Grey): number => {
  const { width, height } = grey;
  const found: number[] = [];
  for (let row = 0; row < TILES; row += 1)
    for (let column = 0; column < TILES; column += 1) {
      const [left, right] = [column, column + 1].map((n) => Math.round(1 + ((width - 2) * n) / TILES)) as [number, number];
      const [top, bottom] = [row, row + 1].map((n) => Math.round(1 + ((height - 2) * n) / TILES)) as [number, number];
      found.push(varianceOfLaplacian(grey, left, top, right, bottom));
    }
  found.sort((a, b) => a - b);
  return found[Math.floor(found.length * 0.9)]!;
};

/**
 * @param grey the upright picture, its longer side at most MEASURE_PX
 * @param original width and height in pixels as received, and whether its EXIF orientation was other than upright
 */
export const hintsOf = (
  grey: Grey,
  original: { readonly width: number; readonly height: number; readonly turned: boolean },
): readonly Hint[] => {
  const histogram = new Array<number>(256).fill(0);
  for (const value of grey.pixels) histogram[value]! += 1;
  const total = grey.pixels.length;
  const hints: Hint[] = [];
  const dark = percentile(histogram, total, 0.95) < DARK_BELOW;
  const bright = percentile(histogram, total, 0.005) > BRIGHT_ABOVE;
  if (dark) hints.push(HINTS.photo_too_dark);
  if (bright) hints.push(HINTS.photo_too_bright);
  // Without contrast there are no edges to judge; the light is what must be put right first.
  if (!dark && !bright && sharpness(grey) < SHARP_ENOUGH) hints.push(HINTS.photo_blurred);
  if (Math.max(original.width, original.height) < SMALL_LONG_SIDE || Math.min(original.width, original.height) < SMALL_SHORT_SIDE)
    hints.push(HINTS.photo_too_small);
  if (original.turned) hints.push(HINTS.photo_turned);
  return hints;
};
