import { type Element, el } from './element.ts';

/** Quiet line drawings for empty places, in the colour of the text around them. */
export type DrawingName = 'ferry' | 'box' | 'door' | 'lamp';

const p = (d: string, attributes: Readonly<Record<string, string | number>> = {}): Element => el('path', { d, ...attributes });
const faint = { opacity: 0.45 };

const DRAWINGS: Readonly<Record<DrawingName, readonly Element[]>> = {
  ferry: [
    p('M26 62h96l-11 18H41z'),
    p('M42 62V48h58l10 14'),
    p('M54 48V36h30v12M62 36V24h10v12'),
    p('M52 55h6M66 55h6M80 55h6M94 55h4'),
    p('M74 20c4-6 10-5 13-9', faint),
    p('M8 88c7-5 13-5 20 0s13 5 20 0 13-5 20 0 13 5 20 0 13-5 20 0 13 5 20 0 13-5 20 0', faint),
    p('M24 96c7-4 12-4 18 0s12 4 18 0M88 96c7-4 12-4 18 0s12 4 18 0', faint),
  ],
  box: [
    p('M38 44h72v44H38z'),
    p('M38 44l8-14h56l8 14'),
    p('M62 56h24'),
    p('M64 56v-4h20v4', faint),
    p('M82 22L66 12 54 28l6 4'),
    p('M62 22l9 5', faint),
    p('M38 66h8M102 66h8', faint),
    p('M20 88h108', faint),
  ],
  door: [
    p('M52 88V22h44v66'),
    p('M58 88V28h32v60', faint),
    p('M64 36h20v14H64zM64 56h20v24H64z', faint),
    el('circle', { cx: 87, cy: 56, r: 1.6 }),
    p('M24 88h100'),
    p('M46 88v6h56v-6', faint),
    p('M108 88V66M108 66c-7 0-9-6-6-11 7 1 9 6 6 11zm0 8c6 0 9-4 7-9-6 0-9 4-7 9z'),
    p('M44 36h-8M44 36v6h-8v-6z', faint),
  ],
  lamp: [
    p('M24 92h100'),
    p('M64 92c0-6 28-6 28 0'),
    p('M78 87V70L60 44'),
    el('circle', { cx: 78, cy: 70, r: 2.4 }),
    p('M52 50c-1-9 5-17 16-18l6 8-14 14z'),
    p('M50 58l-8 14M58 62l-3 14M46 50l-14 6', faint),
    p('M102 92V80h16v12M106 84h8M100 80h20', faint),
  ],
};

export const drawing = (name: DrawingName): Element =>
  el('svg', { class: 'drawing', viewBox: '0 0 148 104', 'aria-hidden': 'true', focusable: 'false' }, ...DRAWINGS[name]);
