import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { type Hint, hintsOf, MEASURE_PX } from './legibility.ts';

/** What is done to pictures, in the worker process only (image-worker.ts): sharp and its memory never enter the main process. */

export type Prepared = {
  /** JPEG, upright, at most 2000 px, without EXIF, GPS or colour profile. */
  readonly image: Uint8Array;
  /** JPEG, at most 320 px. */
  readonly thumbnail: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly hints: readonly Hint[];
};

/** Lines burnt in, tiled: `仅供办理高龄津贴使用，他用无效`, `蚂蚁岛便民服务中心 · 2026-11-21 · 林师傅`. */
export type Mark = { readonly lines: readonly string[] };

/** The bytes are no picture that can be opened, or one with too many pixels. */
export class BadImage extends Error {
  readonly code: 'image_unreadable' | 'image_too_many_pixels';
  constructor(code: BadImage['code']) {
    super(code);
    this.name = 'BadImage';
    this.code = code;
  }
}

const MAX_PX = 2000;
const THUMBNAIL_PX = 320;
/** 60 megapixels: more than any phone of the counter's visitors takes, and 180 MB when opened. */
const MAX_PIXELS = 60_000_000;
const FONT = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'));

sharp.cache(false);
sharp.concurrency(1);

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 });

/** sharp has no error codes; whatever it says about these bytes, the person can only send another picture. */
const asBadImage = (error: unknown): BadImage =>
  new BadImage(/pixel limit|dimensions/i.test((error as Error).message) ? 'image_too_many_pixels' : 'image_unreadable');

/** JPEG, PNG and WebP only, by what the decoder itself finds: no SVG, no TIFF, whatever is called a photo. */
const inspect = async (bytes: Uint8Array) => {
  if (bytes.length === 0) throw new BadImage('image_unreadable');
  const found = await open(bytes)
    .metadata()
    .catch((error: unknown) => {
      throw asBadImage(error);
    });
  if (!['jpeg', 'png', 'webp'].includes(found.format)) throw new BadImage('image_unreadable');
  if (found.width * found.height > MAX_PIXELS) throw new BadImage('image_too_many_pixels');
  return found;
};

const jpeg = { quality: 82, mozjpeg: true };

export const prepare = async (bytes: Uint8Array): Promise<Prepared> => {
  const found = await inspect(bytes);
  // Opened once; the copies below are made of the raw pixels.
  const upright = await open(bytes)
    .autoOrient()
    .resize({ width: MAX_PX, height: MAX_PX, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw asBadImage(error);
    });
  const { width, height, channels } = upright.info;
  const pixels = () => sharp(upright.data, { raw: { width, height, channels } });
  const image = await pixels().jpeg(jpeg).toBuffer();
  const thumbnail = await pixels()
    .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
    .jpeg(jpeg)
    .toBuffer();
  const grey = await pixels()
    .resize({ width: MEASURE_PX, height: MEASURE_PX, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const hints = hintsOf(
    { pixels: grey.data, width: grey.info.width, height: grey.info.height },
    { width: found.width, height: found.height, turned: (found.orientation ?? 1) !== 1 },
  );
  return { image, thumbnail, width, height, hints };
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const ANGLE = -24;
const CLEAR = '#00000000';

/** The lines in dark over the same in white, so that they stand out on paper and on shadow alike; at most half as wide as the picture. */
const wordsOf = async ({ lines }: Mark, imageWidth: number) => {
  const words = lines.map(escaped).join('\n');
  const text = (colour: string, alpha: string) =>
    sharp({
      text: {
        text: `<span foreground="${colour}" alpha="${alpha}">${words}</span>`,
        font: 'Noto Sans SC Medium',
        fontfile: FONT,
        rgba: true,
        align: 'centre',
        spacing: 6,
        dpi: Math.max(72, Math.round(imageWidth / 6)),
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true });
  const [dark, light] = await Promise.all([text('#1b1f23', '34%'), text('#ffffff', '40%')]);
  const gap = Math.round(imageWidth * 0.05);
  const { width, height } = dark.info;
  const both = await sharp({ create: { width: width + gap, height: height + gap, channels: 4, background: CLEAR } })
    .composite([
      { input: light.data, left: Math.round(gap / 2) + 1, top: Math.round(gap / 2) + 1 },
      { input: dark.data, left: Math.round(gap / 2), top: Math.round(gap / 2) },
    ])
    .png()
    .toBuffer();
  return sharp(both)
    .resize({ width: Math.round(imageWidth / 2), withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
};

/** One tile: the slanted words, and where there is room between two rows of tiles the same again half a tile lower, so that no strip stays bare. */
const tileOf = async (mark: Mark, imageWidth: number): Promise<Buffer> => {
  const words = await wordsOf(mark, imageWidth);
  const slanted = await sharp(words.data).rotate(ANGLE, { background: CLEAR }).png().toBuffer({ resolveWithObject: true });
  if (words.info.width < 3.4 * words.info.height) return slanted.data;
  const { width, height } = slanted.info;
  const half = Math.floor(height / 2);
  const cut = (top: number, rows: number) => sharp(slanted.data).extract({ left: 0, top, width, height: rows }).toBuffer();
  const [upper, lower] = await Promise.all([cut(0, half), cut(half, height - half)]);
  return sharp(slanted.data)
    .composite([
      { input: lower, left: 0, top: 0 },
      { input: upper, left: 0, top: height - half },
    ])
    .png()
    .toBuffer();
};

/** @returns JPEG with the lines tiled over the whole of it */
export const watermark = async (bytes: Uint8Array, mark: Mark): Promise<Uint8Array> => {
  const { width, height } = await inspect(bytes);
  const made = await tileOf(mark, width);
  // A tile larger than the picture can't be composited: the part that fits is laid on.
  const size = await sharp(made).metadata();
  const tile = size.width <= width && size.height <= height ? made : await sharp(made).resize({ width, height, fit: 'inside' }).toBuffer();
  return open(bytes)
    .composite([{ input: tile, tile: true }])
    .jpeg(jpeg)
    .toBuffer()
    .catch((error: unknown) => {
      throw asBadImage(error);
    });
};
