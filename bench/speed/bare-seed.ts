import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { withClient } from '../../platform/db/engine.ts';
import { grantDatabase } from '../../platform/db/roles.ts';
import { newId } from '../../platform/executor/execute.ts';
import { copyRows, type Row } from './copy.ts';
import type { Office } from './daiban-seed.ts';
import { type BenchCase, type Person, ROOT } from './data.ts';

export const BARE = 'bare';

/** Single characters and pairs of a name, and the areas above: what the search's index holds. */
const wordsOf = ({ name, area }: Person): readonly string[] => {
  const chars = [...name];
  const above = [...area.matchAll(/\./g)].map(({ index }) => `@${area.slice(0, index + 1)}`);
  return [...new Set([...above, ...chars, ...chars.slice(1).map((char, i) => chars[i]! + char)])];
};

const hashOf = (previous: Buffer, text: string): Buffer => createHash('sha256').update(previous).update(text).digest();

/** Makes the bare server's database, in the same cluster, with the same people and cases. @param urlOf of the superuser, by database */
export const seedBare = async (
  urlOf: (database: string) => string,
  office: Office,
  people: readonly Person[],
  cases: Iterable<BenchCase>,
): Promise<void> => {
  await withClient(urlOf('postgres'), (admin) => admin.query(`create database ${BARE} owner daiban_owner`));
  await withClient(urlOf(BARE), async (client) => {
    await grantDatabase(client);
    await client.query('set role daiban_owner');
    await client.query(readFileSync(new URL('./bare-schema.sql', import.meta.url), 'utf8'));
    await client.query('insert into post values ($1, $2, $3)', [office.clerk.post, 'clerk', [ROOT]]);
    await client.query('reset role; set session_replication_role = replica');
    for (let i = 0; i < people.length; i += 20_000)
      await copyRows(
        client,
        'resident',
        people.slice(i, i + 20_000).map(
          ({ id, area, name, sex, birth, address, ...p }): Row => ({
            id,
            area,
            name,
            sex,
            birth,
            address,
            words: wordsOf({ ...p, id, area, name, sex, birth, address }),
          }),
        ),
      );
    let rows: { kase: Row[]; head: Row[]; entry: Row[] } = { kase: [], head: [], entry: [] };
    const flush = async (): Promise<void> => {
      for (const table of ['kase', 'head', 'entry'] as const) await copyRows(client, table, rows[table]);
      rows = { kase: [], head: [], entry: [] };
    };
    for (const c of cases) {
      const { area } = c.person;
      const at = new Date(c.openedAt);
      rows.kase.push({
        id: c.id,
        area,
        code: `C${c.n}`,
        item: 'LN-001',
        resident: c.person.id,
        channel: 'phone',
        site: office.sites[c.site]!.id,
        answers: '{"own_photo":true}',
        state: c.state,
        due: c.state === 'accepted' ? c.due : null,
        opened_at: at,
      });
      let hash: Buffer = Buffer.alloc(32);
      const events =
        c.state === 'informing' ? ['opened'] : ['opened', 'accepted', 'clock_started', c.state === 'accepted' ? 'planned' : 'delivered'];
      events.forEach((event, i) => {
        const data = JSON.stringify({ case: c.id, item: 'LN-001', resident: c.person.id, channel: 'phone', state: event });
        hash = hashOf(hash, data);
        rows.entry.push({ id: newId(), stream: c.id, seq: i + 1, event, data, actor: office.clerk.person, area, at, hash });
      });
      rows.head.push({ stream: c.id, area, seq: events.length, hash });
      if (rows.kase.length === 5_000) await flush();
    }
    await flush();
    await client.query('vacuum analyze');
  });
};
