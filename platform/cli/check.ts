import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, type Run } from './command.ts';
import { type Ended, runNode } from './shell.ts';

type Check = { readonly name: string; run(): Promise<Ended> };

const types = (project: string): Check => ({
  name: `types ${project}`,
  run: () => runNode('typescript/bin/tsc', ['-p', project]),
});

const CHECKS: readonly Check[] = [
  ...['tsconfig.json', 'tsconfig.pure.json', 'web/tsconfig.json'].filter((project) => existsSync(join(CHECKOUT, project))).map(types),
  { name: 'lint', run: () => runNode('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']) },
  { name: 'rules', run: () => runNode('vitest/vitest.mjs', ['run', '--project', 'rules']) },
  { name: 'unused code', run: () => runNode('knip/bin/knip.js', []) },
];

/** Everything that can be said of the code without running it. All checks run, so that one look shows all there is to mend. */
export const run: Run = async () => {
  let failures = 0;
  for (const check of CHECKS) {
    const from = performance.now();
    const { code, output } = await check.run();
    console.log(`${code === 0 ? '✓' : '✗'} ${check.name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
    if (code !== 0) {
      failures += 1;
      console.log(output.trimEnd());
    }
  }
  return failures === 0 ? 0 : 1;
};
