import type { FastifyInstance } from 'fastify';
import type { Actor } from '../kernel/actor.ts';
import { id } from '../kernel/contract.ts';
import { dayOf, sayInstant } from '../kernel/time.ts';
import { ledgerSearch } from '../modules/cases/contract.ts';
import { common } from '../platform/executor/refusals.ts';
import { actorOf } from '../platform/http/actor.ts';
import { type ApiParts, runReader } from '../platform/http/api.ts';
import { isRefusal, sendRefusal } from '../platform/http/problem.ts';
import { writeTable } from '../platform/spreadsheet/index.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What Excel can still open with comfort; a longer time is exported in parts. */
const MOST_ROWS = 100_000;
const PAGE = 200;

/** As the search on screen; `post`, because a link can't send the header that names the acting post. */
const asked = ledgerSearch.query.omit({ limit: true, cursor: true }).extend({ post: id.optional() });

const HEADING = ['时间', '记录时间', '谁', '区划', '办件编号', '做了什么', '条目', '第几条', '已更正'] as const;

/** 帮代办服务台账 as a spreadsheet (K8): what the acting post may see of the ledger, newest first, row by row as it is read. */
export const registerLedgerExport = (
  app: FastifyInstance,
  api: Pick<ApiParts, 'registry' | 'pool' | 'services' | 'identify' | 'posts'>,
): void => {
  const reader = api.registry.readers.get(ledgerSearch.name)!;

  async function* rowsOf(actor: Actor, query: object): AsyncGenerator<readonly string[]> {
    yield HEADING;
    let cursor: string | undefined;
    for (let n = 0; n < MOST_ROWS; n += PAGE) {
      const answered = await runReader(api, reader, { ...query, limit: PAGE, cursor }, actor);
      const { rows, next } = ledgerSearch.answer.parse(answered);
      for (const row of rows) {
        yield [
          sayInstant(row.at, 'zh'),
          sayInstant(row.recordedAt, 'zh'),
          row.by ?? '系统',
          row.areaName ?? '',
          row.shortCode ?? '',
          row.says?.zh ?? row.event,
          row.id,
          String(row.seq),
          row.struckBy === null ? '' : '已更正',
        ];
      }
      if (next === null) return;
      cursor = next;
    }
  }

  app.get('/api/v1/ledger.xlsx', async (request, reply) => {
    const query = asked.safeParse(request.query);
    if (!query.success)
      return sendRefusal(reply, common.invalid(query.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))));
    const { post, ...wanted } = query.data;
    const actor = await actorOf(request, api.identify, api.posts, post);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    if (!(actor.role in ledgerSearch.allow)) return sendRefusal(reply, common.notAllowed);
    const name = encodeURIComponent(`帮代办服务台账 ${dayOf(new Date().toISOString())}.xlsx`);
    return reply
      .type(XLSX)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(writeTable('台账', rowsOf(actor, wanted)));
  });
};
