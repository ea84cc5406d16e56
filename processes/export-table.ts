import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { id, type ReadContract } from '../kernel/contract.ts';
import { dayOf } from '../kernel/time.ts';
import { common } from '../platform/executor/refusals.ts';
import { actorOf } from '../platform/http/actor.ts';
import { type ApiParts, runReader } from '../platform/http/api.ts';
import { isRefusal, sendRefusal } from '../platform/http/problem.ts';
import { writeTable } from '../platform/spreadsheet/index.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What Excel can still open with comfort; a longer list is exported in parts. */
const MOST_ROWS = 100_000;
const PAGE = 200;

export type ExportParts = Pick<ApiParts, 'registry' | 'pool' | 'services' | 'identify' | 'posts'>;

type Paged<R> = ReadContract<string, z.ZodObject, z.ZodType<{ rows: R[]; next: string | null }>>;

export type TableExport<R> = {
  /** Under `/api/v1`. */
  readonly path: string;
  readonly contract: Paged<R>;
  /** Of the sheet; the file is called so too, with the day. */
  readonly sheet: string;
  readonly file: string;
  readonly heading: readonly string[];
  readonly cells: (row: R) => readonly string[];
};

/** A paged read as a spreadsheet: what the acting post may see of it, row by row as it is read. `post` in the query, because a link can't send the header that names the acting post. */
export const registerTableExport = <R>(app: FastifyInstance, api: ExportParts, table: TableExport<R>): void => {
  const { contract } = table;
  const reader = api.registry.readers.get(contract.name)!;
  const asked = contract.query.omit({ limit: true, cursor: true }).extend({ post: id.optional() });

  async function* rowsOf(actor: Actor, query: object): AsyncGenerator<readonly string[]> {
    yield table.heading;
    let cursor: string | undefined;
    for (let n = 0; n < MOST_ROWS; n += PAGE) {
      const { rows, next } = contract.answer.parse(await runReader(api, reader, { ...query, limit: PAGE, cursor }, actor));
      for (const row of rows) yield table.cells(row);
      if (next === null) return;
      cursor = next;
    }
  }

  app.get(`/api/v1${table.path}`, async (request, reply) => {
    const query = asked.safeParse(request.query);
    if (!query.success)
      return sendRefusal(reply, common.invalid(query.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))));
    const { post, ...wanted } = query.data as { post?: string };
    const actor = await actorOf(request, api.identify, api.posts, post);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    if (!(actor.role in contract.allow)) return sendRefusal(reply, common.notAllowed);
    const name = encodeURIComponent(`${table.file} ${dayOf(new Date().toISOString())}.xlsx`);
    return reply
      .type(XLSX)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(writeTable(table.sheet, rowsOf(actor, wanted)));
  });
};
