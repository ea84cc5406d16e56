import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { MODULES } from '../../modules/order.ts';
import { CHECKOUT } from '../../platform/cli/command.ts';
import { withClient } from '../../platform/db/engine.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { cycles } from './cycles.ts';
import { keys, readKeys } from './keys.ts';
import { layers } from './layers.ts';
import { purity } from './purity.ts';
import { rows } from './rows.ts';
import { size } from './size.ts';
import { type Files, readSources } from './source.ts';
import { sql } from './sql.ts';

const sources = readSources(CHECKOUT);
const read = (path: string): string => (existsSync(join(CHECKOUT, path)) ? readFileSync(join(CHECKOUT, path), 'utf8') : '');

describe('the code keeps', () => {
  test('to being read at all', () => expect(sources.size).toBeGreaterThan(20));
  test('no import cycle', () => expect(cycles(sources)).toEqual([]));
  test('the order of folders and modules', () => expect(layers(sources, MODULES)).toEqual([]));
  test('kernel, contracts and decisions pure', () => expect(purity(sources)).toEqual([]));
  test('SQL where it belongs', () => expect(sql(sources, MODULES)).toEqual([]));
  test('files short', () => expect(size(sources)).toEqual([]));
  test('its word about rows of the mission', () => expect(rows(sources, read('docs/rows.md'), read('docs/mission.md'))).toEqual([]));
});

describe('the schema keeps', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    return () => db.close();
  });
  test('the district in every unique key', async () => expect(keys(await withClient(db.ownerUrl, readKeys), MODULES)).toEqual([]));
});

/** Each rule beside a small program that breaks it: a rule that can't fail protects nothing. */
describe('a rule fails on', () => {
  const ORDER = ['network', 'cases', 'asks'];
  const files = (...entries: [path: string, source: string][]): Files => new Map(entries);
  const importing = (path: string, target: string): Files => files([path, `import { x } from '${target}'; export const y = x;`]);

  test('an import cycle, through types and re-exports too', () => {
    const knot = files(
      ['kernel/a.ts', `import type { B } from './b.ts'; export type A = B;`],
      ['kernel/b.ts', `export * from './c.ts';`],
      ['kernel/c.ts', `export type C = import('./a.ts').A;`],
    );
    expect(cycles(knot)).toEqual(['import cycle: kernel/a.ts → kernel/b.ts → kernel/c.ts']);
    expect(cycles(files(['kernel/a.ts', `import './b.ts';`], ['kernel/b.ts', `// import './a.ts';`]))).toEqual([]);
    expect(cycles(files(['kernel/a.ts', `export const a = () => import('./a.ts');`]))).toHaveLength(1);
  });

  test('a module that uses a later one, or reaches behind a face', () => {
    expect(layers(importing('modules/network/commands.ts', '../cases/index.ts'), ORDER)).toEqual([
      expect.stringContaining('cases comes after network'),
    ]);
    expect(layers(importing('modules/cases/commands.ts', '../network/store.ts'), ORDER)).toEqual([
      expect.stringContaining('contract, domain and index only'),
    ]);
    expect(layers(importing('modules/cases/commands.ts', '../network/domain/duty.ts'), ORDER)).toEqual([]);
    expect(layers(importing('modules/extra/commands.ts', './store.ts'), ORDER)).toEqual([
      expect.stringContaining('not in modules/order.ts'),
    ]);
  });

  test('technology that knows the mission, a screen that knows the server, and wiring outside main.ts', () => {
    expect(layers(importing('platform/jobs/index.ts', '../../modules/cases/index.ts'), ORDER)).toHaveLength(1);
    expect(layers(importing('kernel/id.ts', '../platform/db/pool.ts'), ORDER)).toHaveLength(1);
    expect(layers(importing('web/console/page.tsx', '../../platform/db/pool.ts'), ORDER)).toHaveLength(1);
    expect(layers(importing('web/console/page.tsx', 'node:fs'), ORDER)).toHaveLength(1);
    expect(layers(importing('web/public/page.ts', '../../platform/http/server.ts'), ORDER)).toEqual([]);
    expect(layers(importing('web/console/page.tsx', '../../modules/cases/reads.ts'), ORDER)).toHaveLength(1);
    expect(layers(importing('web/console/page.tsx', '../../modules/cases/contract.ts'), ORDER)).toEqual([]);
    expect(layers(importing('processes/accept.ts', '../main.ts'), ORDER)).toHaveLength(1);
  });

  test('a decision with a library, a clock, chance, or the outside', () => {
    expect(purity(importing('modules/cases/domain.ts', 'node:fs'))).toEqual(['modules/cases/domain.ts is pure but imports node:fs']);
    expect(purity(importing('modules/cases/domain/stages.ts', '../store.ts'))).toHaveLength(1);
    expect(purity(files(['kernel/time.ts', 'export const now = () => Date.now() + new Date().getTime();']))).toEqual([
      'kernel/time.ts is pure but reads the clock',
    ]);
    expect(purity(files(['modules/cases/contract.ts', 'export const dice = Math.random(); void fetch("/");']))).toHaveLength(2);
    expect(purity(files(['kernel/time.ts', '/** never Date.now() */ export const at = (ms: number) => new Date(ms);']))).toEqual([]);
  });

  test('SQL outside the store and reads, a write from reads, and tables of others', () => {
    const holding = (path: string, text: string): Files => files([path, `export const q = \`${text}\`;`]);
    expect(sql(holding('modules/cases/routes.ts', 'select id from cases_case'), ORDER)).toHaveLength(1);
    expect(sql(holding('modules/cases/commands.ts', 'update cases_case set stage = 1'), ORDER)).toHaveLength(1);
    expect(sql(holding('processes/accept.ts', 'update cases_case set stage = 1'), ORDER)).toHaveLength(1);
    expect(sql(holding('web/console/page.tsx', 'insert into cases_case values (1)'), ORDER)).toHaveLength(1);
    expect(sql(holding('modules/cases/reads.ts', 'delete from cases_case where id = $1'), ORDER)).toContain(
      'modules/cases/reads.ts writes cases_case: only store.ts writes',
    );
    expect(sql(holding('modules/cases/store.ts', 'insert into network_area values (1)'), ORDER)).toContain(
      'modules/cases/store.ts writes network_area, which belongs to network',
    );
    expect(sql(holding('modules/cases/reads.ts', 'select 1 from cases_case join network_site s using (id)'), ORDER)).toEqual([
      expect.stringContaining('only its views network_v_*'),
    ]);
    expect(sql(holding('modules/cases/reads.ts', 'select 1 from asks_v_open'), ORDER)).toEqual([
      expect.stringContaining('asks comes after cases'),
    ]);
    expect(sql(holding('platform/jobs/run.ts', 'with due as (select 1) select * from cases_case'), ORDER)).toEqual([
      expect.stringContaining('no word of the mission'),
    ]);
    expect(
      sql(holding('modules/cases/reads.ts', 'select c.id from cases_case c join network_v_site s on true where c.district = $1'), ORDER),
    ).toEqual([]);
    expect(sql(holding('platform/http/actor.ts', 'select * from network_posts_of($1)'), ORDER)).toEqual([]);
    expect(sql(holding('modules/cases/domain.ts', 'Choose from cases that the person saw'), ORDER)).toEqual([]);
  });

  test('a long file', () => {
    expect(size(files(['kernel/a.ts', 'x\n'.repeat(500)]))).toEqual([]);
    expect(size(files(['kernel/a.ts', 'x\n'.repeat(501)]))).toEqual([expect.stringContaining('501 lines')]);
  });

  test('a key without the district', () => {
    const key = { table: 'cases_case', index: 'cases_case_code', columns: ['code'] };
    expect(keys([key], ORDER)).toEqual(['cases_case: unique key cases_case_code (code) lacks the district']);
    expect(
      keys(
        [
          { ...key, columns: ['district', 'code'] },
          { ...key, table: 'platform_migration' },
        ],
        ORDER,
      ),
    ).toEqual([]);
  });

  test('a row that is claimed and not tested, or not in the mission', () => {
    const tests = files(['modules/cases/module.test.ts', `test('[K3 K4] accepted with something missing', () => {});`]);
    const mission = '- K3 …\n- K4 …\n- K5 …\n';
    expect(rows(tests, '- K3 done\n| K4 | done |\n', mission)).toEqual([]);
    expect(rows(tests, '- K5 done\n- Z9\n', mission)).toEqual([expect.stringContaining('[K5]'), expect.stringContaining('does not have')]);
  });

  test('a file that can not be read as code', () => {
    expect(() => cycles(files(['kernel/a.ts', 'const = ;']))).toThrow("kernel/a.ts can't be parsed");
  });
});
