import { type Breach, type Files, importsOf, isCode, isTest } from './source.ts';

/** What each folder may import of our own, beside itself. Wiring, tests, demo data and measurements may use everything. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  platform: ['kernel'],
  modules: ['kernel', 'platform'],
  processes: ['kernel', 'platform', 'modules'],
  web: ['kernel', 'modules'],
};

/** Pages that run in a browser; the other folders of web/ (public, paper) are made on the server and may use platform/. */
const BROWSER = /^web\/(console|field|wall|ui)\//;

/** Files that join the parts, and so stand above the folder that they lie in. */
const WIRING = /^(main\.ts|modules\/index\.ts|processes\/index\.ts|platform\/cli\/.*|(.*\/)?[^/]+\.config\.ts)$/;

const MODULE = /^modules\/([^/]+)\//;

/** A module's faces to others: what it promises (`contract`), knows (`domain`), and offers (`index`). */
const FACE = /^modules\/[^/]+\/(contract|domain|index)\.ts$|^modules\/[^/]+\/(contract|domain)\//;
/** What runs in a browser too. */
const PURE_FACE = /^modules\/[^/]+\/(contract|domain)(\.ts$|\/)/;

/** Folders point one way, and modules in the order of modules/order.ts, through their faces only. */
export const layers = (files: Files, order: readonly string[]): readonly Breach[] =>
  [...files].flatMap(([path, source]) => {
    if (!isCode(path) || WIRING.test(path) || isTest(path)) return [];
    const { own, packages } = importsOf(path, source);
    const breaches = own.flatMap((target) => judge(path, target, order));
    if (BROWSER.test(path))
      breaches.push(...packages.filter((one) => one.startsWith('node:')).map((one) => `${path} imports ${one}: a browser has no Node`));
    const name = MODULE.exec(path)?.[1];
    return name === undefined || order.includes(name) ? breaches : [...breaches, `${path}: the module ${name} is not in modules/order.ts`];
  });

const judge = (path: string, target: string, order: readonly string[]): readonly Breach[] => {
  const from = path.split('/')[0]!;
  const to = target.split('/')[0]!;
  if (MAY_USE[from] === undefined) return [];
  const allowed = from === 'web' && !BROWSER.test(path) ? [...MAY_USE.web!, 'platform'] : MAY_USE[from];
  if (target === 'main.ts' || (WIRING.test(target) && from !== 'processes'))
    return [`${path} imports ${target}: only main.ts wires parts together`];
  if (from !== to && !allowed.includes(to))
    return [`${path} imports ${target}: ${from}/ may use ${allowed.join(', ') || 'nothing else of ours'}`];
  const other = MODULE.exec(target)?.[1];
  if (other === undefined) return [];
  if (from === 'web')
    return PURE_FACE.test(target) ? [] : [`${path} imports ${target}: a screen uses contract.ts and domain.ts of modules only`];
  const own = MODULE.exec(path)?.[1];
  if (own === other) return [];
  const breaches = FACE.test(target) ? [] : [`${path} imports ${target}: others use a module's contract, domain and index only`];
  if (own !== undefined && order.indexOf(other) > order.indexOf(own)) {
    breaches.push(`${path} imports ${target}: ${other} comes after ${own} in modules/order.ts`);
  }
  return breaches;
};
