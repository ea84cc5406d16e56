import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type DemoOffice, startDemoOffice } from '../journeys/support/demo-office.ts';
import { makeTemplate, type Template } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Unix socket that answers with the template database; the first question starts PostgreSQL. */
    readonly templateDoor: string;
    /** Unix socket that answers with the address of an office with the demo; the first question starts it. */
    readonly officeDoor: string;
  }
}

/** A socket whose first visitor has something made that all visitors are then told of. */
const openDoor = async <T>(path: string, make: () => Promise<T>, tell: (made: T) => object): Promise<{ close(): Promise<T | null> }> => {
  let made: Promise<T> | undefined;
  const door = createServer((socket) => {
    made ??= make();
    made.then(
      (one) => socket.end(JSON.stringify(tell(one))),
      (error: Error) => socket.end(JSON.stringify({ error: error.message })),
    );
  });
  await new Promise<void>((resolve) => door.listen(path, resolve));
  return {
    async close() {
      door.close();
      // What failed to be made has told the tests already.
      return (await made?.catch(() => null)) ?? null;
    },
  };
};

/** One PostgreSQL and one office with the demo for the whole run, each started only if a test file asks for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-test-'));
  const templateDoor = join(folder, 'door');
  const officeDoor = join(folder, 'office-door');
  const template = await openDoor<Template>(
    templateDoor,
    () => makeTemplate(folder, process.env.TEST_DATABASE_URL),
    ({ adminUrl, name }) => ({ adminUrl, name }),
  );
  const office = await openDoor<DemoOffice>(
    officeDoor,
    () => startDemoOffice(folder),
    ({ url }) => ({ url }),
  );
  project.provide('templateDoor', templateDoor);
  project.provide('officeDoor', officeDoor);
  return async () => {
    await (await office.close())?.stop();
    await (await template.close())?.drop();
    rmSync(folder, { recursive: true, force: true });
  };
}
