import { escapeHtml, type Html, raw } from './html.ts';

/**
 * A piece of a page as plain data, so that one description serves React screens (`as-react.ts`) and pages without JavaScript (`toHtml`).
 * Attribute names are those of HTML and SVG.
 */
export type Element = { readonly tag: string; readonly attributes: Attributes; readonly children: readonly Piece[] };
export type Piece = Element | string | null;
export type Attributes = Readonly<Record<string, string | number | undefined>>;

export const el = (tag: string, attributes: Attributes, ...children: readonly Piece[]): Element => ({ tag, attributes, children });

const VOID = new Set(['path', 'circle', 'rect', 'line', 'polyline', 'br', 'hr', 'img']);

const write = (piece: Piece): string => {
  if (piece === null) return '';
  if (typeof piece === 'string') return escapeHtml(piece);
  const attributes = Object.entries(piece.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('');
  if (VOID.has(piece.tag)) return `<${piece.tag}${attributes}/>`;
  return `<${piece.tag}${attributes}>${piece.children.map(write).join('')}</${piece.tag}>`;
};

export const toHtml = (piece: Piece): Html => raw(write(piece));
