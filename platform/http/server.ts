import Fastify, { type FastifyError, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { isConnectionLost } from '../db/lost.ts';
import { common } from '../executor/refusals.ts';
import { problems, sendRefusal } from './problem.ts';

export type ServerOptions = {
  readonly logLevel: 'silent' | 'info' | 'warn' | 'error';
  /** Behind a proxy whose forwarded address may be believed. */
  readonly trustProxy: boolean;
};

/** Addresses may carry codes and names: logs keep the path without query and with ids only. */
const safePath = (url: string): string =>
  url
    .split('?')[0]!
    .replace(/\/(m|r|looks)\/[^/]+/g, '/$1/…')
    .slice(0, 120);

const SAFE_HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' };
const CONTENT_POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** The HTTP ground: body limits, safe logs, one place where bugs and broken bodies become answers. */
export const createServer = (options: ServerOptions): FastifyInstance => {
  const logger: FastifyServerOptions['logger'] =
    options.logLevel === 'silent'
      ? false
      : {
          level: options.logLevel,
          serializers: {
            req: (request) => ({ method: request.method, path: safePath(request.url) }),
            // Messages of errors may quote what a person typed; the code and where it happened are enough to mend a bug.
            err: (error) => ({
              type: error.name,
              message: '',
              code: error.code,
              stack: (error.stack ?? '')
                .split('\n')
                .filter((l) => l.includes('    at '))
                .slice(0, 8)
                .join('\n'),
            }),
          },
        };
  const app: FastifyInstance = Fastify({
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    logger,
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(SAFE_HEADERS);
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', CONTENT_POLICY);
    done();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return sendRefusal(reply, problems.tooLarge);
    if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || error instanceof SyntaxError)
      return sendRefusal(reply, problems.badJson);
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
      return reply.code(error.statusCode).send({
        code: 'bad_request',
        zh: '请求的格式不对，请刷新页面后再试',
        en: 'The request is not in the right form. Reload the page and try again.',
      });
    }
    if (isConnectionLost(error)) return sendRefusal(reply, common.busy);
    request.log.error({ err: error }, 'a bug');
    return reply.code(500).send(problems.bug);
  });
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, problems.noSuchPage));
  return app;
};
