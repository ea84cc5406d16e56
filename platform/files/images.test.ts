import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Region } from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Images, openImages } from './images.ts';
import type { Answer } from './refusals.ts';

const FONT = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'));
const MARK = { lines: ['仅供〈示例事项〉办理使用，他用无效', '蚂蚁岛便民服务中心 · 2026-11-21 · 林师傅'] };
const DOTS = { raw: { width: 1, height: 1, channels: 3 as const } };

/** An A4 letter of invented text at 150 dpi, in focus. */
let letter: Buffer;
let images: Images;
const opened: Images[] = [];
const open = (options: Parameters<typeof openImages>[0] = {}): Images => {
  const made = openImages(options);
  opened.push(made);
  return made;
};

beforeAll(async () => {
  const words = Array<string>(14).fill('高龄津贴申请表（示例）姓名：林阿示 住址：某岛某村某号').join('\n');
  const text = await sharp({ text: { text: words, font: 'Noto Sans SC Medium', fontfile: FONT, dpi: 150, width: 1100, rgba: true } })
    .png()
    .toBuffer();
  letter = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#f3f1ea' } })
    .composite([{ input: text, left: 70, top: 200 }])
    .png()
    .toBuffer();
  images = openImages();
});
afterAll(() => images.close());
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const resultOf = <T>(answer: Answer<T>): T => {
  if (answer.kind === 'refused') throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
};
const codeOf = (answer: Answer<unknown>): string => (answer.kind === 'refused' ? answer.refusal.code : 'done');
const hintsFor = async (bytes: Buffer): Promise<readonly string[]> => resultOf(await images.prepare(bytes)).hints.map((hint) => hint.code);
/** Mean red, green and blue of a picture, or of a part of it. */
const meanOf = async (bytes: Uint8Array, part?: Region): Promise<readonly number[]> => {
  const { channels } = await (part === undefined ? sharp(bytes) : sharp(await sharp(bytes).extract(part).png().toBuffer())).stats();
  return channels.map((channel) => channel.mean);
};

describe('the copy that may be shown', () => {
  test('is upright, at most 2000 px, and tells nothing of where and with what it was taken', async () => {
    // Left half red: lying on its side by EXIF 6, so upright the red is on top.
    const photo = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#0000ff' } })
      .composite([{ input: { create: { width: 1500, height: 1500, channels: 3, background: '#ff0000' } }, left: 0, top: 0 }])
      .withExif({ IFD0: { Model: 'Invented phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 52/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).orientation).toBe(6);
    const { image, thumbnail, width, height, hints } = resultOf(await images.prepare(photo));
    expect([width, height]).toEqual([1000, 2000]);
    expect(hints.map((hint) => hint.code)).toContain('photo_turned');
    const found = await sharp(image).metadata();
    expect(found).toMatchObject({ format: 'jpeg', width: 1000, height: 2000 });
    expect([found.exif, found.orientation, found.icc, found.xmp, found.iptc]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(Buffer.from(image).includes('Invented')).toBe(false);
    const [red, , blue] = await meanOf(image, { left: 0, top: 0, width: 1000, height: 900 });
    expect(red).toBeGreaterThan(240);
    expect(blue).toBeLessThan(20);
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 160, height: 320 });
  });

  test.each(['png', 'webp', 'jpeg'] as const)('of a %s is a JPEG; what was transparent is white', async (format) => {
    const given = await sharp({ create: { width: 1000, height: 1000, channels: 4, background: '#00000000' } })
      .flatten(format === 'jpeg' ? { background: '#fff' } : false)
      .toFormat(format)
      .toBuffer();
    const { image } = resultOf(await images.prepare(given));
    expect((await sharp(image).metadata()).format).toBe('jpeg');
    for (const mean of await meanOf(image)) expect(mean).toBeGreaterThan(250);
  });
});

describe('legibility', () => {
  test('nothing to say about a good photo', async () => expect(await hintsFor(letter)).toEqual([]));
  test('still readable, slightly soft: nothing', async () =>
    expect(await hintsFor(await sharp(letter).blur(1.5).png().toBuffer())).toEqual([]));
  test.each([
    ['blurred', () => sharp(letter).blur(4), ['photo_blurred']],
    ['dark', () => sharp(letter).linear(0.25), ['photo_too_dark']],
    ['washed out', () => sharp(letter).linear(0.2, 205), ['photo_too_bright']],
    ['blank', () => sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fafafa' } }), ['photo_too_bright']],
    ['small', () => sharp(letter).resize(420), ['photo_too_small']],
  ])('%s', async (_what, make, expected) => {
    const { hints } = resultOf(await images.prepare(await make().png().toBuffer()));
    expect(hints.map((hint) => hint.code)).toEqual(expected);
    for (const hint of hints) {
      expect(hint.zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(hint.en).toMatch(/\.$/);
    }
  });
});

describe('the watermark', () => {
  test('lies on every part of the picture, light and dark', async () => {
    for (const background of ['#f8f8f8', '#202020']) {
      const plain = await sharp({ create: { width: 1200, height: 1600, channels: 3, background } })
        .jpeg()
        .toBuffer();
      const marked = resultOf(await images.watermark(plain, MARK));
      expect(await sharp(marked).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 1600 });
      for (let top = 0; top < 1600; top += 200) {
        const strip = await sharp(marked).extract({ left: 0, top, width: 1200, height: 200 }).png().toBuffer();
        expect((await sharp(strip).stats()).channels[0]!.stdev, `${background} from ${top}`).toBeGreaterThan(4);
      }
    }
  });

  test('says what it was given: other words, another picture; markup is only text', async () => {
    const once = resultOf(await images.watermark(letter, MARK));
    expect(Buffer.compare(once, resultOf(await images.watermark(letter, MARK)))).toBe(0);
    expect(Buffer.compare(once, resultOf(await images.watermark(letter, { lines: [MARK.lines[0]!, '另一位'] })))).not.toBe(0);
    expect(codeOf(await images.watermark(letter, { lines: ['</span><b>&amp;<'] }))).toBe('done');
  });

  test('fits small and narrow pictures too', async () => {
    for (const [width, height] of [
      [320, 240],
      [90, 400],
      [400, 30],
      [1, 1],
    ] as const) {
      const small = await sharp(Buffer.alloc(3), DOTS).resize(width, height, { fit: 'fill' }).png().toBuffer();
      expect(await sharp(resultOf(await images.watermark(small, MARK))).metadata()).toMatchObject({ width, height });
    }
  });
});

describe('what is no picture', () => {
  test('is refused by name, and the next picture works', async () => {
    const jpeg = await sharp(letter).jpeg().toBuffer();
    const broken = {
      nothing: Buffer.alloc(0),
      noise: randomBytes(5000),
      cut: jpeg.subarray(0, jpeg.length / 2),
      svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'),
      gif: await sharp(letter).resize(50).gif().toBuffer(),
      tiff: await sharp(letter).resize(50).tiff().toBuffer(),
    };
    for (const [what, bytes] of Object.entries(broken)) {
      expect(codeOf(await images.prepare(bytes)), what).toBe('image_unreadable');
      expect(codeOf(await images.watermark(bytes, MARK)), what).toBe('image_unreadable');
    }
    expect(codeOf(await images.prepare(jpeg))).toBe('done');
  });

  test('a picture of too many pixels is refused before it is opened', async () => {
    const bomb = await sharp(Buffer.alloc(3), DOTS).resize(8000, 8000, { fit: 'fill' }).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(codeOf(await images.prepare(bomb))).toBe('image_too_many_pixels');
  });
});

describe('the worker', () => {
  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const until = async (met: () => boolean): Promise<void> => {
    const end = Date.now() + 5000;
    while (!met()) {
      if (Date.now() > end) throw new Error('waited five seconds');
      await new Promise((go) => setTimeout(go, 10));
    }
  };

  test('starts with the first picture, works one after another, stops when idle, starts again', async () => {
    const some = open({ idleMs: 100 });
    expect(some.worker()).toBeUndefined();
    const answers = Promise.all([some.prepare(letter), some.prepare(letter), some.watermark(letter, MARK)]);
    const pid = some.worker()!;
    expect((await answers).map(codeOf)).toEqual(['done', 'done', 'done']);
    await until(() => some.worker() === undefined && !isAlive(pid));
    expect(codeOf(await some.prepare(letter))).toBe('done');
    expect(some.worker()).not.toBe(pid);
  });

  test('killed in the middle, it takes only its picture along', async () => {
    const some = open();
    const [lost, next] = [some.prepare(letter), some.prepare(letter)];
    process.kill(some.worker()!, 'SIGKILL');
    expect(codeOf(await lost)).toBe('image_unreadable');
    expect(codeOf(await next)).toBe('done');
  });

  test('a picture that never ends is stopped; too many waiting are refused; closing refuses the rest', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'daiban-images-'));
    const workerFile = join(dir, 'never.mjs');
    writeFileSync(workerFile, "process.on('message', () => {});");
    try {
      const some = open({ workerFile, timeoutMs: 200, maxWaiting: 1 });
      const [first, second, third] = [some.prepare(letter), some.prepare(letter), some.prepare(letter)];
      const pid = some.worker()!;
      expect(codeOf(await third)).toBe('images_busy');
      expect(codeOf(await first)).toBe('image_too_slow');
      await until(() => !isAlive(pid));
      await some.close();
      expect(codeOf(await second)).toBe('images_busy');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
