import type { Refusal } from '../../kernel/result.ts';

/** What an action on files gives: done, or a refusal to show to the person. */
export type Answer<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'refused'; readonly refusal: Refusal };

export const done = <T>(value: T): Answer<T> => ({ kind: 'done', value });
export const refused = (refusal: Refusal): Answer<never> => ({ kind: 'refused', refusal });

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Every sentence about files that a person may get to see, in one place. */
export const REFUSALS = {
  tooLarge: (maxBytes: number): Refusal => ({
    code: 'file_too_large',
    zh: `文件太大，最多 ${megabytes(maxBytes)}。请重新拍一张，或者分成几份上传。`,
    en: `The file is too large, at most ${megabytes(maxBytes)}. Take the photo again, or send it in several files.`,
    info: { maxBytes },
  }),
  empty: {
    code: 'file_empty',
    zh: '文件是空的。请重新选择或重新拍照。',
    en: 'The file is empty. Choose it again or take the photo again.',
  },
  heic: {
    code: 'file_heic',
    zh: '这是 HEIC 照片，这里打不开。请把手机相机格式改成“兼容性最佳”（JPEG）再拍一次，或者发截图。',
    en: 'This is a HEIC photo, which can’t be opened here. Set the phone camera to “Most Compatible” (JPEG) and take it again, or send a screenshot.',
  },
  unsupported: {
    code: 'file_type_unsupported',
    zh: '这种文件不能收。请发照片（JPEG、PNG、WebP）或 PDF。',
    en: 'This kind of file can’t be taken. Send a photo (JPEG, PNG, WebP) or a PDF.',
  },
  typeDiffers: {
    code: 'file_type_differs',
    zh: '文件内容和它的类型对不上。请重新选择文件。',
    en: 'The file is not of the type it is said to be. Choose the file again.',
  },
  gap: (received: number): Refusal => ({
    code: 'upload_gap',
    zh: '上传断过，请从断的地方接着传。',
    en: 'The upload was interrupted; go on from where it stopped.',
    info: { received },
  }),
  notBegun: {
    code: 'upload_not_begun',
    zh: '这个文件还没开始上传，请从头传一次。',
    en: 'The upload of this file has not begun; start it from the beginning.',
  },
  differentSize: {
    code: 'upload_size_differs',
    zh: '同一个文件上次报的大小或类型不一样。请重新选择文件。',
    en: 'This file was announced with another size or type before. Choose the file again.',
  },
  badPart: (maxPart: number): Refusal => ({
    code: 'upload_part_size',
    zh: '这一段的大小不对，请按规定的大小分段再传。',
    en: 'This part has a wrong size; cut the file as told and send it again.',
    info: { maxPart },
  }),
  incomplete: (received: number): Refusal => ({
    code: 'upload_incomplete',
    zh: '文件还没传完，请接着传。',
    en: 'The file has not arrived whole; go on sending it.',
    info: { received },
  }),
  hashDiffers: {
    code: 'upload_hash_differs',
    zh: '传到的文件和原来的不一样，已经丢掉。请重新上传。',
    en: 'What arrived is not the file that was announced; it was thrown away. Send it again.',
  },
  unreadable: {
    code: 'image_unreadable',
    zh: '这张照片打不开，可能传坏了。请重新拍一张。',
    en: 'This photo can’t be opened; it may have been damaged. Take it again.',
  },
  tooManyPixels: {
    code: 'image_too_many_pixels',
    zh: '照片尺寸太大，打不开。请把相机像素调低，或者发截图。',
    en: 'The photo has too many pixels to be opened. Set the camera to fewer, or send a screenshot.',
  },
  tooSlow: {
    code: 'image_too_slow',
    zh: '这张照片处理太久，已停下。请重新拍一张。',
    en: 'This photo took too long to work on and was stopped. Take it again.',
  },
  imagesBusy: {
    code: 'images_busy',
    zh: '正在处理的照片太多，请过一会儿再试，已传的不会丢。',
    en: 'Too many photos are being worked on. Try again shortly; what was sent is kept.',
  },
} as const;
