import { createElement, type ReactNode } from 'react';
import type { Piece } from './element.ts';

const property = (name: string): string => {
  if (name === 'class') return 'className';
  if (name === 'datetime') return 'dateTime';
  if (name.startsWith('aria-') || name.startsWith('data-')) return name;
  return name.replace(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
};

/** The same description as `toHtml`, as React's own elements. */
export const asReact = (piece: Piece, key?: string | number): ReactNode => {
  if (piece === null || typeof piece === 'string') return piece;
  const properties = Object.fromEntries(Object.entries(piece.attributes).map(([name, value]) => [property(name), value]));
  return createElement(piece.tag, { ...properties, key }, ...piece.children.map((child, n) => asReact(child, n)));
};
