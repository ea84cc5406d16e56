import { type Breach, type Files, importsOf, isCode, isTest } from './source.ts';

/** Files that the phone runs off line and that tests repeat: kernel, contracts, decisions, and the language that rules are written in. */
const PURE = /^kernel\/|^modules\/[^/]+\/(contract|domain|language)(\.ts$|\/)/;

/** Libraries that only compute. */
const PURE_PACKAGES = ['zod', 'lezer-feel', '@lezer/common', '@lezer/lr', 'pinyin-pro'];

/** Time, chance and the outside world come in as values. `new Date(x)` of a given value is arithmetic, `new Date()` is a clock. */
const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\s*\(|\bnew Date\s*\(\s*\)|\bperformance\.now\s*\(|\bTemporal\.Now\b/, 'reads the clock'],
  [/\bMath\.random\s*\(|\bgetRandomValues\s*\(|\brandomUUID\s*\(/, 'uses chance'],
  [/\bfetch\s*\(|\blocalStorage\b|\bindexedDB\b|\bXMLHttpRequest\b|\bWebSocket\b/, 'reaches outside'],
  [/\bprocess\.|\bsetTimeout\s*\(|\bsetInterval\s*\(|\bconsole\./, 'depends on where it runs'],
];

/** `kernel/`, `contract.ts` and `domain.ts` import only what is pure, and read no clock, chance or outside. */
export const purity = (files: Files): readonly Breach[] =>
  [...files].flatMap(([path, source]) => {
    if (!isCode(path) || !PURE.test(path) || isTest(path)) return [];
    const { own, packages } = importsOf(path, source);
    const code = withoutComments(source);
    return [
      ...own.filter((target) => !PURE.test(target)).map((target) => `${path} is pure but imports ${target}`),
      ...packages.filter((name) => !PURE_PACKAGES.includes(name)).map((name) => `${path} is pure but imports ${name}`),
      ...IMPURE.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${path} is pure but ${what}`),
    ];
  });

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
