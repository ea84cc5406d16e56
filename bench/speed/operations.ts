import type { Client } from 'pg';
import { newId } from '../../platform/executor/execute.ts';
import type { Office } from './daiban-seed.ts';
import { ITEM } from './daiban-seed.ts';
import { type Request, requestOf } from './load.ts';

/** What is asked of both servers: the same cases, people and words in the same order. */
export type Operation = {
  readonly name: string;
  /** the least rate that is wanted, as a share of the bare server's */
  readonly aim: number;
  readonly next: (side: 'daiban' | 'bare') => Request | undefined;
  /** whether an answer of Daiban's is what it should be; the bare server's status says it */
  readonly check: (body: string) => boolean;
};

/** Parts of names as they are typed at the desk. */
const NAMES = [
  '阿香',
  '秀英',
  '桂花',
  '小妹',
  '海定',
  '陈阿',
  '王建国',
  '林海',
  '欧阳',
  '海波',
  '小军',
  '李志',
  '张丽君',
  '徐根',
  '志明',
  '周晓红',
];

const round = <T>(list: readonly T[]): (() => T) => {
  let at = 0;
  return () => list[at++ % list.length]!;
};
const once = <T>(list: readonly T[]): (() => T | undefined) => {
  let at = 0;
  return () => list[at++];
};
const both = <T>(make: () => T): Record<'daiban' | 'bare', T> => ({ daiban: make(), bare: make() });

const idsOf = async (client: Client, text: string): Promise<readonly string[]> =>
  (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);

/** @param client of Daiban's database @param bare of the bare server's @param cookie of the clerk's session */
export const operationsOf = async (client: Client, bare: Client, office: Office, cookie: string): Promise<readonly Operation[]> => {
  const { clerk, sites } = office;
  const asClerk = { cookie, 'x-daiban-post': clerk.post };
  const asBare = { 'x-post': clerk.post };
  const command = (name: string, payload: object, more: object = {}): Request =>
    requestOf('POST', '/api/v1/commands', asClerk, { commands: [{ id: newId(), name, post: clerk.post, payload, ...more }] });
  const done = (body: string): boolean => body.startsWith('{"outcomes":[{"id":') && body.includes('"outcome":"done"');

  const people = (
    await client.query<{ id: string; area: string }>(
      'select id, area from residents_resident where died_on is null order by id desc limit 20000',
    )
  ).rows;
  const old = await idsOf(client, `select id from cases_case where state <> 'informing' order by hashtext(id::text) limit 20000`);
  const resident = both(() => round(people));
  const read = both(() => round(old));
  const names = both(() => round(NAMES));
  const open = {
    daiban: once(
      await idsOf(
        client,
        `select c.id from cases_case c join stream_head h on h.stream_id = c.id where state = 'informing' and h.seq = 1 order by c.id`,
      ),
    ),
    bare: once(
      await idsOf(bare, `select c.id from kase c join head h on h.stream = c.id where state = 'informing' and h.seq = 1 order by c.id`),
    ),
  };
  const answers = { own_photo: true };
  const words = { reason: '本人户口不在本市，按规定不在办理范围', remedy: '可以在六十日内申请行政复议' };

  return [
    {
      name: 'create',
      aim: 0.5,
      next: (side) => {
        const person = resident[side]();
        return side === 'daiban'
          ? command('cases.open', { id: newId(), item: ITEM.code, resident: person.id, channel: 'phone', site: sites[0]!.id, answers })
          : requestOf('POST', '/create', asBare, {
              id: newId(),
              item: ITEM.code,
              resident: person.id,
              channel: 'phone',
              site: sites[0]!.id,
              answers,
              area: person.area,
              actor: clerk.person,
            });
      },
      check: done,
    },
    {
      name: 'queue',
      aim: 0.6,
      next: (side) =>
        side === 'daiban'
          ? requestOf('GET', '/api/v1/work/mine?limit=20', asClerk)
          : requestOf('GET', `/queue?site=${sites[0]!.id}`, asBare),
      check: (body) => body.split('"residentName":"').length === 21,
    },
    {
      name: 'search',
      aim: 0.6,
      next: (side) => {
        const q = names[side]();
        return side === 'daiban'
          ? requestOf('POST', '/api/v1/residents/search', asClerk, { q, limit: 20 })
          : requestOf('POST', '/search', asBare, { q });
      },
      check: (body) => body.startsWith('{"rows":[{"id":'),
    },
    {
      name: 'read',
      aim: 0.5,
      next: (side) => {
        const id = read[side]();
        return side === 'daiban' ? requestOf('GET', `/api/v1/cases/${id}/ledger`, asClerk) : requestOf('GET', `/read?id=${id}`, asBare);
      },
      check: (body) => body.startsWith('{"rows":[{"id":'),
    },
    {
      name: 'advance',
      aim: 0.5,
      next: (side) => {
        const id = open[side]();
        if (id === undefined) return undefined;
        return side === 'daiban'
          ? command('cases.refuse_acceptance', { case: id, ...words }, { seen: 1 })
          : requestOf('POST', '/advance', asBare, { id, state: 'refused', actor: clerk.person, reason: words.reason });
      },
      check: done,
    },
  ];
};
