import type { FastifyInstance } from 'fastify';
import { dayOf } from '../kernel/time.ts';
import { importRows } from '../modules/residents/contract.ts';
import { importTemplate, previewRows } from '../modules/residents/domain.ts';
import { importAreas } from '../modules/residents/index.ts';
import { newId } from '../platform/executor/execute.ts';
import { common } from '../platform/executor/refusals.ts';
import { inTransaction } from '../platform/executor/transaction.ts';
import { actorOf } from '../platform/http/actor.ts';
import type { ApiParts } from '../platform/http/api.ts';
import { isRefusal, sendRefusal } from '../platform/http/problem.ts';
import { readTable, writeTable } from '../platform/spreadsheet/index.ts';

/** A register of 50,000 people is some 6 MB as a spreadsheet. */
const LARGEST = 12 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The spreadsheet's way in: `POST /residents/import` (the file itself) answers every good row, ready for `residents.import_rows`,
 * and every problem with row, column and what to do. Nothing is registered before the clerk has seen it.
 */
export const registerImport = (app: FastifyInstance, api: Pick<ApiParts, 'pool' | 'identify' | 'posts'>): void => {
  app.get('/api/v1/residents/import/template', async (request, reply) => {
    const actor = await actorOf(request, api.identify, api.posts);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    return reply
      .type(XLSX)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('居民登记模板.xlsx')}`)
      .send(writeTable('居民', importTemplate()));
  });

  app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: LARGEST }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/api/v1/residents/import', { bodyLimit: LARGEST }, async (request, reply) => {
      const actor = await actorOf(request, api.identify, api.posts);
      if (isRefusal(actor)) return sendRefusal(reply, actor);
      if (!(actor.role in importRows.allow)) return sendRefusal(reply, common.notAllowed);
      const read = await readTable(request.body as Buffer);
      if (!read.ok) return sendRefusal(reply, read.refusal);
      const areas = await inTransaction(api.pool, actor, 'read', (tx) => importAreas(tx, actor));
      return reply
        .header('cache-control', 'no-store')
        .send(previewRows(read.rows, { areas, today: dayOf(new Date().toISOString()), newId }));
    });
  });
};
