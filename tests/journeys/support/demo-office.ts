import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The product itself, as one starts it by hand: a process of its own on a free port, its data in a folder that goes with it. */
export type DemoOffice = { readonly url: string; stop(): Promise<void> };

const PROGRAM = new URL('../../../platform/cli/main.ts', import.meta.url).pathname;
/** Loading the demo takes about half a minute on a quiet machine. */
const START_LIMIT_MS = 240_000;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

export const startDemoOffice = async (folder: string): Promise<DemoOffice> => {
  const port = String(await freePort());
  const child = spawn(process.execPath, [PROGRAM, 'start', '--demo', '--port', port, '--data', join(folder, 'office')], {
    env: { ...process.env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const url = /^ready (http\S+)$/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    void ended.then(() => reject(new Error(`the office stopped before it was ready:\n${said.join('\n')}`)));
    setTimeout(() => reject(new Error(`the office was not ready in time:\n${said.join('\n')}`)), START_LIMIT_MS).unref();
  });
  try {
    return { url: await ready, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
