import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

/** Source files by their path from the checkout, with forward slashes: `modules/cases/store.ts`. */
export type Files = ReadonlyMap<string, string>;

/** What a file breaks, said so that one knows what to do. */
export type Breach = string;

const SOURCES = ['{kernel,modules,processes,platform,web,db,tests,bench}/**/*.{ts,tsx,js,sql,css}', '*.ts', 'daiban', '.ci/run'];

/** The program's own files; what a build leaves (`dist`) and data (`.json`) are not source. */
export const readSources = (checkout: string): Files => {
  const paths = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: checkout, exclude: ['**/node_modules', '**/dist'] }));
  return new Map(paths.sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(checkout, path), 'utf8')]));
};

export const isCode = (path: string): boolean => /\.tsx?$/.test(path);
export const isTest = (path: string): boolean => path.startsWith('tests/') || /\.test\.tsx?$/.test(path);

export type Parsed = {
  /** Every specifier imported or re-exported, types and `import()` of a fixed text too. */
  readonly imports: readonly string[];
  /** Every text in the code; a template's parts are joined by `?`, as if its values were parameters. Comments are not in it. */
  readonly texts: readonly string[];
};

/** @throws when the file is not TypeScript that can be parsed: an unread file must not pass as a clean one */
export const parse = (path: string, source: string): Parsed => {
  const { program, module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]!.message}`);
  const imports = new Set<string>(module.staticImports.map(({ moduleRequest }) => moduleRequest.value));
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries) if (moduleRequest) imports.add(moduleRequest.value);
  const texts: string[] = [];
  walk(program, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value);
    if (node.type === 'TemplateLiteral') texts.push(textOf(node));
    if (node.type === 'ImportExpression' || node.type === 'TSImportType') {
      const { source: target } = node as { source?: { value?: unknown } };
      if (typeof target?.value === 'string') imports.add(target.value);
    }
  });
  return { imports: [...imports], texts };
};

/** A node of the syntax tree (ESTree with TypeScript's own). */
type Node = { readonly type: string; readonly value?: unknown; readonly [key: string]: unknown };

const walk = (value: unknown, meet: (node: Node) => void): void => {
  if (typeof value !== 'object' || value === null) return;
  if (typeof (value as Node).type === 'string') meet(value as Node);
  for (const child of Object.values(value)) walk(child, meet);
};

const textOf = (template: Node): string =>
  (template.quasis as readonly { value: { raw: string; cooked: string | null } }[]).map(({ value }) => value.cooked ?? value.raw).join('?');

const cache = new Map<string, Parsed>();

/** `parse`, once for each content: several rules look at the same files. */
export const parsed = (path: string, source: string): Parsed => {
  const key = `${path}\0${source}`;
  const known = cache.get(key) ?? parse(path, source);
  cache.set(key, known);
  return known;
};

/** Imports of a file: our own as paths from the checkout, others as package names (`node:fs`, `zod`, `@vitejs/plugin-react`). */
export const importsOf = (path: string, source: string): { readonly own: readonly string[]; readonly packages: readonly string[] } => {
  const { imports } = parsed(path, source);
  const relative = imports.filter((name) => name.startsWith('.'));
  const others = imports.filter((name) => !name.startsWith('.'));
  return {
    own: relative.map((name) => posix.join(posix.dirname(path), name)),
    packages: others.map((name) =>
      name.startsWith('node:')
        ? name
        : name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
    ),
  };
};
