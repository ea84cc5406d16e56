import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeTemplate, type Template } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Unix socket that answers with the template database; the first question starts PostgreSQL. */
    readonly templateDoor: string;
  }
}

/** One PostgreSQL for the whole run, started only if a test file asks for a database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-test-'));
  let template: Promise<Template> | undefined;
  const door = createServer((socket) => {
    template ??= makeTemplate(folder, process.env.TEST_DATABASE_URL);
    template.then(
      ({ adminUrl, name }) => socket.end(JSON.stringify({ adminUrl, name })),
      (error: Error) => socket.end(JSON.stringify({ error: error.message })),
    );
  });
  const path = join(folder, 'door');
  await new Promise<void>((resolve) => door.listen(path, resolve));
  project.provide('templateDoor', path);
  return async () => {
    door.close();
    // A template that failed to be made has told the tests already.
    await template?.then(
      (made) => made.drop(),
      () => {},
    );
    rmSync(folder, { recursive: true, force: true });
  };
}
