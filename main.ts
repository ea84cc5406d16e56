import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openDemo } from './db/demo/index.ts';
import { modules } from './modules/index.ts';
import { registerFileRoutes } from './modules/materials/routes.ts';
import { createApp } from './platform/app.ts';
import { createAuth } from './platform/auth/index.ts';
import { registerAuth } from './platform/auth/routes.ts';
import { calendarFrom, PUBLISHED_YEARS } from './platform/calendar/index.ts';
import type { Office } from './platform/cli/start.ts';
import type { Config } from './platform/config/config.ts';
import { openKeys } from './platform/crypto/index.ts';
import { migrate } from './platform/db/migrate.ts';
import { openDatabase } from './platform/db/open.ts';
import { diskBlobs, documentStore, openImages, openUploads, s3Blobs } from './platform/files/index.ts';
import { registerPages } from './platform/http/pages.ts';
import { registerAccounts } from './processes/accounts.ts';
import { registerImport } from './processes/import-residents.ts';
import { processes } from './processes/index.ts';
import { buildWeb } from './web/build.ts';
import { publicStyle } from './web/public/style.ts';

const say = (line: string): void => console.error(line);

/**
 * The office: database, keys, modules, doors. The only file that knows all parts.
 * Order: everything below the doors first; the address is told once it answers.
 */
export const start = async (config: Config): Promise<Office> => {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const web = buildWeb({ say });
    web.catch(() => {}); // awaited below; until then a failure is not lost, only early
    const database = await openDatabase(config);
    closers.push(() => database.stop());
    await migrate(database.ownerUrl);

    // Once keys were used, a missing key file is a loss to be told, never replaced.
    const opened = join(config.dataDir, 'opened');
    const keys = openKeys(join(config.dataDir, 'keys'), { suite: config.suite, create: !existsSync(opened) });
    writeFileSync(opened, '');
    const calendar = calendarFrom(PUBLISHED_YEARS);
    const services = { keys, calendar: () => calendar };

    const authPool = new pg.Pool({ connectionString: database.urlFor('auth'), max: 4, application_name: 'daiban sign-in' });
    authPool.on('error', () => {}); // the pool opens a new connection by itself
    closers.push(() => authPool.end());
    const auth = createAuth({
      pool: authPool,
      secret: keys.sessionSecrets()[0]!,
      secureCookies: config.publicUrl?.startsWith('https:') === true,
    });

    const office = await createApp({
      modules: [...modules, ...processes],
      services,
      appUrl: database.urlFor('app'),
      connections: 12,
      server: { logLevel: config.logLevel === 'debug' ? 'info' : config.logLevel, trustProxy: config.publicUrl !== null },
      identify: () => (request) => auth.identify(request.headers.cookie),
    });
    closers.push(() => office.close());

    const demo = await openDemo({
      dataDir: config.dataDir,
      ownerUrl: database.ownerUrl,
      registry: office.registry,
      services,
      wanted: config.demo,
      say,
    });
    registerAuth(office.app, auth, office.posts, demo);
    registerAccounts(office.app, office, auth);
    registerImport(office.app, office);

    const blobs = config.objectStore === null ? diskBlobs(join(config.dataDir, 'documents')) : s3Blobs(config.objectStore);
    const store = documentStore(blobs, keys);
    const images = openImages();
    closers.push(() => images.close());
    registerFileRoutes(office.app, { api: office, files: { store, uploads: openUploads({ blobs, store, keys }) }, images });
    await registerPages(office.app, { dir: (await web).dir, style: publicStyle });

    const url = await office.app.listen({ port: config.port, host: config.host });
    return { url, failed: database.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
