import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export type Pages = {
  /** Built by web/build.ts: `console/index.html`, `field/index.html`, `assets/`. */
  readonly dir: string;
  /** The style of the public pages, at an address that changes with its content. */
  readonly style: { readonly path: string; readonly text: string };
};

/** Serves the two programs that run in a browser. Their pages are one file each; the address decides what it shows. */
export const registerPages = async (app: FastifyInstance, { dir, style }: Pages): Promise<void> => {
  await app.register(fastifyStatic, { root: dir, serve: false });
  app.get('/assets/*', (request, reply) =>
    reply.sendFile((request.params as { '*': string })['*'], `${dir}/assets`, { immutable: true, maxAge: '365d' }),
  );
  for (const program of ['console', 'field'] as const) {
    const page = (_request: unknown, reply: { sendFile(name: string, options: object): unknown }) =>
      reply.sendFile(`${program}/index.html`, { maxAge: 0 });
    app.get(`/${program}`, page as never);
    app.get(`/${program}/*`, page as never);
  }
  app.get(style.path, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(style.text),
  );
};
