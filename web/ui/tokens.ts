/**
 * The palette, once: the console's theme, the phone, the public pages and our drawings all read it from here.
 * `field` and `public` need 7:1 (sunlight, elders), the console 4.5:1; tokens.test.ts measures both.
 */
export type Palette = {
  /** rail, primary actions, the present stop */
  readonly deep: string;
  /** text on `deep` */
  readonly onDeep: string;
  /** links, what is done */
  readonly sea: string;
  /** the ground of a selected row */
  readonly seaWash: string;
  readonly paper: string;
  /** panels that lie on the paper */
  readonly sheet: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  /** edges of what can be typed into or pressed: 3:1 on the sheet */
  readonly edge: string;
  /** overdue, refused, and the stamp itself: nothing else is red */
  readonly seal: string;
  readonly sealWash: string;
  /** due soon, waiting for someone */
  readonly amber: string;
  readonly amberWash: string;
  /** 绿色通道 */
  readonly green: string;
  readonly greenWash: string;
  readonly rail: string;
  readonly onRail: string;
  readonly railHere: string;
};

export const LIGHT: Palette = {
  deep: '#0B4F5C',
  onDeep: '#FFFFFF',
  sea: '#0F766E',
  seaWash: '#E7F1EF',
  paper: '#FAFAF7',
  sheet: '#FFFFFF',
  ink: '#1B1F23',
  inkSoft: '#4B5459',
  line: '#E1E4DF',
  edge: '#848E92',
  seal: '#B3261E',
  sealWash: '#FBECEA',
  amber: '#8A5A00',
  amberWash: '#FFF4DC',
  green: '#1C7040',
  greenWash: '#E6F3EA',
  rail: '#0B4F5C',
  onRail: '#E4F0F1',
  railHere: '#083C46',
};

/** Night duty. Washes stay dark, words get lighter: the same order of weight as by day. */
export const DARK: Palette = {
  deep: '#6FC9C4',
  onDeep: '#06242A',
  sea: '#6FC9C4',
  seaWash: '#16343A',
  paper: '#101719',
  sheet: '#172124',
  ink: '#E9EDEB',
  inkSoft: '#B1BCBB',
  line: '#2A373B',
  edge: '#6F7F84',
  seal: '#FFA79F',
  sealWash: '#3A1C1A',
  amber: '#F3C46B',
  amberWash: '#362A10',
  green: '#86D3A0',
  greenWash: '#15301F',
  rail: '#0A2C33',
  onRail: '#CFE1E2',
  railHere: '#134751',
};

/** By day outside and for elders: the same hues, dark enough for 7:1 on their own washes. */
export const CLEAR: Palette = { ...LIGHT, sea: '#0B4F5C', seal: '#8F1D17', amber: '#664200', green: '#14522F', inkSoft: '#3D464B' };
export const CLEAR_DARK: Palette = { ...DARK, sea: '#83D9D4', deep: '#83D9D4', seal: '#FFBAB4', inkSoft: '#C3CDCC' };

const HAN = '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';
/** Chinese fonts draw ’ and “ ” as wide as a character: English is set in a Latin font first. */
export const FONTS = { zh: HAN, en: `"Segoe UI", Roboto, "Helvetica Neue", Arial, ${HAN}` } as const;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `--ink-soft: #4B5459` and so on, as pairs. */
export const cssVariables = (palette: Palette): readonly (readonly [string, string])[] =>
  Object.entries(palette).map(([name, value]) => [`--${kebab(name)}`, value] as const);

/** The pairs as the body of a CSS rule. */
export const cssText = (palette: Palette): string =>
  cssVariables(palette)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
