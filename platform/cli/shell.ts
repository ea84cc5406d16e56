import { spawn } from 'node:child_process';
import { CHECKOUT } from './command.ts';

export type Ended = { readonly code: number; readonly output: string };
export type ShellOptions = {
  readonly env?: Readonly<Record<string, string>> /** shown as it comes instead of being kept */;
  readonly show?: boolean;
};

/** Runs a program in the checkout. A program that can't be started ends with code 127 and says why. */
export const run = (command: string, args: readonly string[], { env = {}, show = false }: ShellOptions = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: CHECKOUT,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });

/** Runs a package's program with the Node that runs this. */
export const runNode = (script: string, args: readonly string[], options?: ShellOptions): Promise<Ended> =>
  run(process.execPath, [`node_modules/${script}`, ...args], options);
