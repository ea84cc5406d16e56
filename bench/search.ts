import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modules } from '../modules/index.ts';
import { createApp } from '../platform/app.ts';
import { calendarFrom, PUBLISHED_YEARS } from '../platform/calendar/index.ts';
import { openKeys } from '../platform/crypto/index.ts';
import { openEngine, superuserUrl, withClient } from '../platform/db/engine.ts';
import { inTransaction } from '../platform/executor/transaction.ts';
import { processes } from '../processes/index.ts';
import { CLERK, seedOffice, seedPeople } from './speed/daiban-seed.ts';
import { DISTRICT, peopleOf } from './speed/data.ts';

/**
 * Search over the door beside the bare function in SQL, one question at a time: `node bench/search.ts [RESIDENTS]` (1,000,000).
 * By part of a name, pinyin, initials, tail of a phone; medians of interleaved questions, ms.
 */
const count = Number(process.argv[2] ?? 1_000_000);
const TIMES = 40;
const folder = mkdtempSync(join(tmpdir(), 'daiban-bench-search-'));
const engine = await openEngine({ dataDir: folder });
try {
  const office = await seedOffice(engine, folder);
  const keys = openKeys(join(folder, 'keys'));
  const people = peopleOf(count, Date.now());
  await withClient(superuserUrl(folder), async (client) => {
    await client.query('set session_replication_role = replica');
    // The index is made once all are in: adding to it a million times takes longer.
    await client.query('drop index residents_resident_words');
    await seedPeople(client, keys, office, people);
    await client.query(
      `set maintenance_work_mem = '512MB'; create index residents_resident_words on residents_resident using gin (words) with (gin_pending_list_limit = 256)`,
    );
    await client.query('vacuum analyze');
  });
  const calendar = calendarFrom(PUBLISHED_YEARS);
  const app = await createApp({
    modules: [...modules, ...processes],
    services: { keys, calendar: () => calendar },
    appUrl: engine.urlFor('app'),
    connections: 1,
    server: { logLevel: 'silent', trustProxy: false },
    identify: () => async () => ({ account: CLERK.account }),
  });
  const tail = people.find(({ phone }) => phone !== null)!.phone!.slice(-4);
  const questions: Readonly<Record<string, readonly [q: string, words: readonly string[]]>> = {
    'part of a name': ['阿香', ['阿香']],
    'a whole name': ['王建国', ['王建 建国']],
    pinyin: ['chenaxiang', ['~chenaxiang']],
    initials: ['cax', ['~cax']],
    'tail of a phone': [tail, [`#${keys.lookupTail(tail, 'phone', DISTRICT)}`]],
  };
  const median = (list: number[]): number => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
  for (const [name, [q, words]] of Object.entries(questions)) {
    const times = { door: [] as number[], bare: [] as number[] };
    let rows = 0;
    for (let i = 0; i < TIMES; i += 1) {
      let begun = performance.now();
      const response = await app.app.inject({ method: 'POST', url: '/api/v1/residents/search', payload: { q, limit: 20 } });
      if (response.statusCode !== 200) throw new Error(response.body);
      times.door.push(performance.now() - begun);
      rows = (response.json() as { rows: unknown[] }).rows.length;
      begun = performance.now();
      await inTransaction(app.pool, office.clerk, 'read', (tx) => tx.rows('select id from residents_search($1, $2, $3)', [words, q, 20]));
      times.bare.push(performance.now() - begun);
    }
    const [door, bare] = [median(times.door), median(times.bare)];
    console.log(
      `${name}: ${door.toFixed(2)} ms over the door, ${bare.toFixed(2)} ms the function alone, × ${(door / bare).toFixed(1)} (${rows} rows)`,
    );
  }
  await app.close();
} finally {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}
