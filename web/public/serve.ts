import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PublicOffice } from '../../modules/evaluation/contract.ts';
import { dayOf } from '../ui/format.ts';
import { type Trouble, troublePage } from './pages/trouble.ts';
import { readingOf } from './reading.ts';
import { type Typed, typedOf } from './typed.ts';
import type { Shown, Visit } from './visit.ts';

/** Elders write long, but not longer: a form of two thousand characters in UTF-8, percent-encoded, with room to spare. */
const BODY_LIMIT = 48 * 1024;

/** Offices change seldom; every page names one. */
const OFFICES_FRESH_MS = 30_000;

/** Stricter than the programs need: no script, no picture from elsewhere, no frame. */
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * A form that another site sends on somebody's behalf. Nobody is signed in here, so little could be done with one; it is refused all the same.
 * Browsers that say nothing (old ones inside chat programs) are let through, and `Origin: null`, which a page without referrer sends of itself.
 */
export const fromElsewhere = (headers: FastifyRequest['headers']): boolean => {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  return origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== host;
};

export type Page = (visit: Visit, request: PublicRequest) => Promise<Shown> | Shown;
export type PublicRequest = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly typed: Typed;
  /** where it came from, for limits; never stored as it is */
  readonly ip: string;
};

/** Turns pages into answers: reading preferences, headers, forms, and for whatever goes wrong a page that says what to do. */
export const createDoors = (scope: FastifyInstance, readOffices: () => Promise<readonly PublicOffice[]>) => {
  let known: { readonly at: number; readonly offices: Promise<readonly PublicOffice[]> } | undefined;
  const offices = (): Promise<readonly PublicOffice[]> => {
    if (known !== undefined && Date.now() - known.at < OFFICES_FRESH_MS) return known.offices;
    const read = readOffices();
    known = { at: Date.now(), offices: read };
    read.catch(() => {
      known = undefined;
    });
    return read;
  };

  const visitOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Visit> => {
    const { reading, setCookies } = readingOf((request.query ?? {}) as Record<string, unknown>, request.headers.cookie);
    if (setCookies.length > 0) reply.header('set-cookie', [...setCookies]);
    return { reading, today: dayOf(Date.now()), offices: await offices() };
  };
  const send = (reply: FastifyReply, shown: Shown): FastifyReply => {
    reply.header('content-security-policy', POLICY).header('cache-control', 'no-store');
    return 'goTo' in shown ? reply.redirect(shown.goTo, 303) : reply.code(shown.status).type('text/html; charset=utf-8').send(shown.html);
  };
  const trouble = async (request: FastifyRequest, reply: FastifyReply, what: Trouble): Promise<FastifyReply> =>
    send(reply, troublePage(await visitOf(request, reply), what));

  // Only forms are read here: anything else is not for a page.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, typedOf(String(body))),
  );
  scope.setErrorHandler((error: { code?: string; statusCode?: number }, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return trouble(request, reply, 'too_long');
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return trouble(request, reply, 'not_received');
    request.log.error({ err: error }, 'a bug');
    // The offices may be what could not be read: this page needs none.
    return send(
      reply,
      troublePage({ reading: readingOf({}, request.headers.cookie).reading, today: dayOf(Date.now()), offices: [] }, 'our_fault'),
    );
  });

  const textsOf = (given: unknown): Record<string, string> =>
    Object.fromEntries(Object.entries((given ?? {}) as object).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  const answer =
    (page: Page) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      if (request.method === 'POST' && fromElsewhere(request.headers)) return trouble(request, reply, 'not_received');
      const visit = await visitOf(request, reply);
      return send(
        reply,
        await page(visit, {
          params: textsOf(request.params),
          query: textsOf(request.query),
          typed: (request.body ?? {}) as Typed,
          ip: request.ip,
        }),
      );
    };
  return {
    get: (path: string, page: Page) => scope.get(path, answer(page)),
    post: (path: string, page: Page) => scope.post(path, answer(page)),
  };
};
