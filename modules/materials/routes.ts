import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { hash, id, line } from '../../kernel/contract.ts';
import type { Refusal } from '../../kernel/result.ts';
import { newId } from '../../platform/executor/execute.ts';
import { common } from '../../platform/executor/refusals.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { type Answer, type DocumentStore, type Images, MAX_PART, type StoredFile, type Uploads } from '../../platform/files/index.ts';
import { HINTS, type HintCode } from '../../platform/files/legibility.ts';
import { actorOf } from '../../platform/http/actor.ts';
import type { ApiParts } from '../../platform/http/api.ts';
import { isRefusal, sendRefusal } from '../../platform/http/problem.ts';
import { addDocument, documents } from './contract.ts';
import { type Viewer, watermarkLines } from './domain.ts';
import { findShown, findUpload, getViewer } from './reads.ts';
import { fileStatements, lookStatement } from './store.ts';

export type FileRouteParts = {
  readonly api: Pick<ApiParts, 'pool' | 'identify' | 'posts'>;
  readonly files: { readonly store: DocumentStore; readonly uploads: Uploads };
  readonly images: Images;
};

/** Who decides on a matter may see the paper as it came; everyone else sees a copy with the watermark. */
const MAY_SEE_ORIGINAL = new Set(['approver', 'coordinator']);

const begin = z.strictObject({ hash, size: z.number().int(), type: z.string().max(60) });
const ofHash = z.object({ hash });
const part = ofHash.extend({ offset: z.coerce.number().int().min(0) });
const shown = z.object({ id, purpose: line(40), size: z.enum(['thumb', 'page']).default('page') });
const whole = z.object({ id, reason: line(120) });

const refusals = {
  noPicture: {
    code: 'no_picture',
    zh: '这份是 PDF，没有图片可看；请让对方拍照，或由审批人、负责人打开原件',
    en: 'This is a PDF and has no picture to show. Ask for a photo, or let the approver or coordinator open the original.',
  },
  over: { code: 'document_over', zh: '这份文件已经撤下或销毁了', en: 'This document was withdrawn or destroyed.' },
} as const satisfies Record<string, Refusal>;

type Look = { readonly file: StoredFile; readonly viewer: Viewer };

const hintsOf = (codes: readonly string[]) => codes.map((code) => HINTS[code as HintCode]);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Parses what a request says and finds who says it, or answers with why not. */
const admit = async <T>(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: FileRouteParts,
  allow: Readonly<Record<string, unknown>>,
  shape: z.ZodType<T>,
  said: unknown,
): Promise<{ actor: Actor; p: T } | null> => {
  const actor = await actorOf(request, parts.api.identify, parts.api.posts);
  const refuse = (refusal: Refusal): null => {
    sendRefusal(reply, refusal);
    return null;
  };
  if (isRefusal(actor)) return refuse(actor);
  if (!(actor.role in allow)) return refuse(common.notAllowed);
  const parsed = shape.safeParse(said);
  if (!parsed.success)
    return refuse(common.invalid(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: issue.message }))));
  return { actor, p: parsed.data };
};

/**
 * Files as bytes, which no command carries: resumable uploads by hash, and pictures to look at.
 * `POST /files` → `{have}` · `PATCH /files/:hash?offset=` (octet-stream) → `{have}` · `POST /files/:hash/finish` → `{hash, size, type, hints}`
 * `GET /documents/:id/image?purpose=&size=` · `POST /documents/:id/original {reason}`
 */
export const registerFileRoutes = (app: FastifyInstance, parts: FileRouteParts): void => {
  const { api, files, images } = parts;
  const nameOf = (actor: Actor, of: string) => ({ owner: `${actor.district}.${actor.person}`, hash: of });
  const send = <T>(reply: FastifyReply, answer: Answer<T>, say: (value: T) => unknown) =>
    answer.kind === 'refused' ? sendRefusal(reply, answer.refusal) : reply.header('cache-control', 'no-store').send(say(answer.value));
  const kept = (actor: Actor, of: string) => inTransaction(api.pool, actor, 'read', (tx) => findUpload(tx, actor, of));

  /** The copies that may be shown, made once: every later view only burns in its watermark. */
  const copiesOf = async (
    file: StoredFile,
  ): Promise<Answer<{ hints: string[]; copies: { kind: 'page' | 'thumb'; file: StoredFile }[] }>> => {
    if (file.type === 'application/pdf') return { kind: 'done', value: { hints: [], copies: [] } };
    const prepared = await images.prepare(await files.store.readAll(file));
    if (prepared.kind === 'refused') return prepared;
    const write = (bytes: Uint8Array) => files.store.write({ id: newId(), type: 'image/jpeg' }, once(bytes));
    const [page, thumb] = [await write(prepared.value.image), await write(prepared.value.thumbnail)];
    const hints = prepared.value.hints.map((hint) => hint.code);
    return {
      kind: 'done',
      value: {
        hints,
        copies: [
          { kind: 'page', file: page },
          { kind: 'thumb', file: thumb },
        ],
      },
    };
  };

  app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: MAX_PART }, (_request, body, done) =>
      done(null, body),
    );

    scope.post('/api/v1/files', async (request, reply) => {
      const said = await admit(request, reply, parts, addDocument.allow, begin, request.body);
      if (said === null) return reply;
      const { actor, p } = said;
      if ((await kept(actor, p.hash)) !== undefined) return { have: p.size };
      return send(reply, await files.uploads.begin(nameOf(actor, p.hash), p), (state) => ({ have: state.received }));
    });

    scope.patch('/api/v1/files/:hash', { bodyLimit: MAX_PART }, async (request, reply) => {
      const said = await admit(request, reply, parts, addDocument.allow, part, {
        ...(request.query as object),
        ...(request.params as object),
      });
      if (said === null) return reply;
      const bytes = request.body;
      if (!Buffer.isBuffer(bytes)) return sendRefusal(reply, common.invalid([{ path: 'body', problem: 'application/octet-stream' }]));
      return send(reply, await files.uploads.append(nameOf(said.actor, said.p.hash), said.p.offset, bytes), (state) => ({
        have: state.received,
      }));
    });

    scope.post('/api/v1/files/:hash/finish', async (request, reply) => {
      const said = await admit(request, reply, parts, addDocument.allow, ofHash, request.params);
      if (said === null) return reply;
      const { actor, p } = said;
      const before = await kept(actor, p.hash);
      if (before !== undefined) return { hash: p.hash, size: before.size, type: before.type, hints: hintsOf(before.hints) };
      const name = nameOf(actor, p.hash);
      const finished = await files.uploads.finish(name);
      if (finished.kind === 'refused') return sendRefusal(reply, finished.refusal);
      const made = await copiesOf(finished.value);
      if (made.kind === 'refused') return sendRefusal(reply, made.refusal);
      const { hints, copies } = made.value;
      await inTransaction(api.pool, actor, 'write', (tx) =>
        tx.commit(fileStatements(actor.district, actor.person, finished.value, hints, copies)),
      );
      await files.uploads.release(name);
      return { hash: p.hash, size: finished.value.size, type: finished.value.type, hints: hintsOf(hints) };
    });
  });

  /** The look is committed before the first byte leaves. */
  const look = (actor: Actor, document: string, kind: 'original' | 'page' | 'thumb', reason: string): Promise<Look | Refusal> =>
    inTransaction(api.pool, actor, 'write', async (tx) => {
      const [found, viewer] = await Promise.all([findShown(tx, actor.district, document, kind), getViewer(tx, actor)]);
      if (found === undefined) return common.notFound;
      if (found.state !== 'kept') return refusals.over;
      if (found.file === null) return refusals.noPicture;
      await tx.commit([lookStatement(actor, { subject: found.about, area: found.area, what: `document.${kind}`, reason })]);
      return { file: found.file, viewer };
    });

  app.get('/api/v1/documents/:id/image', async (request, reply) => {
    const said = await admit(request, reply, parts, documents.allow, shown, {
      ...(request.query as object),
      ...(request.params as object),
    });
    if (said === null) return reply;
    const { actor, p } = said;
    const found = await look(actor, p.id, p.size, p.purpose);
    if (isRefusal(found)) return sendRefusal(reply, found);
    const lines = watermarkLines(p.purpose, found.viewer, new Date().toISOString());
    const marked = await images.watermark(await files.store.readAll(found.file), { lines });
    if (marked.kind === 'refused') return sendRefusal(reply, marked.refusal);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'inline')
      .type('image/jpeg')
      .send(Buffer.from(marked.value));
  });

  // By POST: the reason is typed and may name somebody, so it stands in no address.
  app.post('/api/v1/documents/:id/original', async (request, reply) => {
    const said = await admit(request, reply, parts, documents.allow, whole, {
      ...(request.body as object | undefined),
      ...(request.params as object),
    });
    if (said === null) return reply;
    const { actor, p } = said;
    if (!MAY_SEE_ORIGINAL.has(actor.role)) return sendRefusal(reply, common.notAllowed);
    const found = await look(actor, p.id, 'original', p.reason);
    if (isRefusal(found)) return sendRefusal(reply, found);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(found.file.type)
      .send(await files.store.readAll(found.file));
  });
};
