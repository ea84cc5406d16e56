import { CLEAR, CLEAR_DARK, cssVariables, DARK, LIGHT, type Palette } from './tokens.ts';

/** Light or dark: by the person's choice, else by the device. The choice is kept on the device; it is nobody's personal data. */
export type Scheme = 'light' | 'dark';
export type SchemeChoice = Scheme | 'device';

const KEY = 'daiban.scheme';
const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

export const schemeChoice = (): SchemeChoice => {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'device';
};
export const schemeNow = (): Scheme => {
  const choice = schemeChoice();
  if (choice !== 'device') return choice;
  return dark().matches ? 'dark' : 'light';
};

/** @param clear 7:1, for the phone in the sun */
export const paletteOf = (scheme: Scheme, clear: boolean): Palette => {
  if (clear) return scheme === 'dark' ? CLEAR_DARK : CLEAR;
  return scheme === 'dark' ? DARK : LIGHT;
};

/** Writes the palette onto the page. Through the CSSOM, so that no inline style is needed. */
export const applyScheme = (scheme: Scheme, clear: boolean): void => {
  const root = document.documentElement;
  for (const [name, value] of cssVariables(paletteOf(scheme, clear))) root.style.setProperty(name, value);
  root.style.colorScheme = scheme;
  root.dataset.scheme = scheme;
};

export const chooseScheme = (choice: SchemeChoice): void => {
  if (choice === 'device') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
};

/** Calls back whenever the device changes between day and night. @returns a function that stops it */
export const onDeviceScheme = (changed: () => void): (() => void) => {
  const query = dark();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};
