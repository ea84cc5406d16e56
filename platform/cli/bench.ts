import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CHECKOUT, type Run, UsageFault } from './command.ts';

/** What can be measured, each a program of its own in bench/; further arguments go to it. */
const BENCHES: Readonly<Record<string, string>> = {
  speed: 'bench/speed/main.ts',
  search: 'bench/search.ts',
  verify: 'bench/verify.ts',
  screening: 'bench/discovery/run.ts',
};

/** Measures one thing, `speed` unless named. */
export const run: Run = async ([first, ...rest]) => {
  const named = first !== undefined && !first.startsWith('-');
  const name = named ? first : 'speed';
  const file = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (file === undefined) {
    const names = Object.keys(BENCHES).join('、');
    throw new UsageFault(`没有这项测量：${name}。可以测：${names}`, `Nothing called ${name} is measured. There are: ${names}`);
  }
  const args = named || first === undefined ? rest : [first, ...rest];
  const child = spawn(process.execPath, [join(CHECKOUT, file), ...args], { stdio: 'inherit', cwd: CHECKOUT });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
};
