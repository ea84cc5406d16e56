import { beforeAll, describe, expect, test } from 'vitest';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { openFiles } from '../../tests/support/files.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { registerOpenapi } from './openapi.ts';

type Schema = Readonly<Record<string, unknown>>;
type Operation = {
  readonly operationId: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly $ref?: string }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, Schema>>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly parameters: Readonly<Record<string, Schema>> };
};

let app: TestApp;
let world: World;
let api: Document;
beforeAll(async () => {
  app = await openApp();
  const files = openFiles(app);
  registerOpenapi(app.app, app);
  world = await makeWorld(app);
  api = (await app.app.inject('/api/v1/openapi.json')).json();
  return async () => {
    await files.close();
    await app.close();
  };
});

const operations = () =>
  Object.entries(api.paths).flatMap(([path, one]) => Object.entries(one).map(([method, operation]) => ({ path, method, operation })));

/** Every value under a key, however deep. */
const all = (key: string, value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...all(key, inner)]);
};

describe('the description of the interface', () => {
  test('is OpenAPI 3.1 whose references and operations hold', () => {
    expect(api.openapi).toBe('3.1.0');
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations()) {
      expect(['get', 'post', 'patch']).toContain(method);
      expect(operation.responses['200'], path).toBeDefined();
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? [], path).toEqual(named);
    }
    for (const target of all('$ref', api)) {
      const [, kind, name] = /^#\/components\/(schemas|parameters)\/([\w.-]+)$/.exec(String(target)) ?? [];
      expect(api.components[kind as 'schemas']?.[name!], String(target)).toBeDefined();
    }
  });

  test('names every command with its payload and roles', () => {
    const sent = api.paths['/api/v1/commands']!.post!.requestBody!.content['application/json'].schema;
    const offered = all('oneOf', sent).flat() as { $ref: string }[];
    expect(offered.map(({ $ref }) => $ref.split('/').at(-1))).toEqual([...app.registry.handlers.keys()]);
    for (const [name, { contract }] of app.registry.handlers) {
      expect(api.components.schemas[name], name).toMatchObject({
        'x-allow': contract.allow,
        'x-kind': contract.kind,
        properties: { name: { const: name }, payload: expect.any(Object) },
      });
    }
  });

  test('names every read at its address', () => {
    for (const { contract } of app.registry.readers.values()) {
      const path = `/api/v1${contract.path.replace(/:(\w+)/g, '{$1}')}`;
      const operation = api.paths[path]?.[contract.personal === true ? 'post' : 'get'];
      expect(operation, contract.name).toMatchObject({ operationId: contract.name, 'x-allow': contract.allow });
    }
  });

  test('[W4] names the doors for files, papers and live events, each at an address that answers to its method', async () => {
    const doors = operations().filter(({ path }) => /^\/api\/v1\/(files|documents\/\{id\}|live)/.test(path));
    expect(doors.map(({ method, path }) => `${method.toUpperCase()} ${path.slice('/api/v1'.length)}`)).toEqual([
      'POST /files',
      'PATCH /files/{hash}',
      'POST /files/{hash}/finish',
      'GET /documents/{id}/image',
      'POST /documents/{id}/original',
      'GET /live',
    ]);
    for (const { method, path, operation } of doors) {
      expect(operation.description, path).toMatch(/\w{4}.*\.$/);
      const url = path.replace(/\{(\w+)\}/g, 'x');
      // Nobody is signed in: the door is there and says so, where an address that does not exist says that.
      const response = await app.app.inject({ method: method.toUpperCase() as 'GET', url, ...(method === 'post' ? { payload: {} } : {}) });
      expect(response.json(), `${method} ${path}`).toMatchObject({ code: 'signed_out' });
    }
    expect((await app.app.inject('/api/v1/no-such-door')).json()).toMatchObject({ code: 'not_found' });
  });

  test('shows the authorisation table to whoever is signed in', async () => {
    expect((await app.app.inject('/api/v1/authorisation')).statusCode).toBe(401);
    const response = await app.app.inject({ url: '/api/v1/authorisation', headers: { 'x-test-account': `acc-${world.by.clerk.person}` } });
    expect(response.json().rows).toHaveLength(app.registry.handlers.size + app.registry.readers.size);
  });
});
