/** What is used of the WebAssembly global; this folder is compiled without a browser's types. */
export type Memory = { readonly buffer: SharedArrayBuffer; readonly grow: (pages: number) => number };
type Totalling = (
  home: number,
  lastHome: number,
  values: number,
  low: number,
  high: number,
  base: number,
  span: number,
  least: number,
  most: number,
) => void;
export type Exports = {
  readonly sweep: (from: number, to: number, scratch: number) => void;
  readonly count: (from: number, to: number, scratch: number) => void;
  readonly yesIds: (sure: number, possible: number, end: number, out: number) => number;
  readonly unknownIds: (sure: number, possible: number, end: number, out: number) => number;
  readonly countYes: (sure: number, possible: number, end: number) => number;
  readonly countUnknown: (sure: number, possible: number, end: number) => number;
  readonly relabel: (from: number, end: number) => void;
  readonly encode: (from: number, end: number, out: number, base: number, span: number) => void;
  readonly sum: Totalling;
  readonly max: Totalling;
} & { readonly [slice: `slice${number}`]: (from: number, to: number) => void };
export type Module = object;
type WebAssemblyApi = {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => Memory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  readonly Instance: new (module: Module, imports: { m: { m: Memory } }) => { readonly exports: unknown };
};

/** undefined where this place has no WebAssembly. */
export const webAssembly = (): WebAssemblyApi | undefined => (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;

export const instanceOf = (module: Module, memory: Memory): Exports => {
  const api = webAssembly();
  if (!api) throw new Error('WebAssembly is gone');
  return new api.Instance(module, { m: { m: memory } }).exports as Exports;
};
