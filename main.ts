import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { markerFile } from './db/demo/marker.ts';
import { SCREEN_ALL } from './modules/discovery/contract.ts';
import { screenTasks, TRY_VERSION, tryVersionTask } from './modules/discovery/index.ts';
import { publicReads } from './modules/evaluation/index.ts';
import { modules } from './modules/index.ts';
import { COUNT_POUCHES } from './modules/materials/contract.ts';
import { countPouches } from './modules/materials/index.ts';
import { SWEEP_UPLOADS, sweepUploads } from './modules/materials/reads/unclaimed.ts';
import { type FileRouteParts, registerFileRoutes } from './modules/materials/routes.ts';
import { loadCalendars, RECOMPUTE, recomputeTask } from './modules/work/index.ts';
import { type AppParts, createApp } from './platform/app.ts';
import { type Auth, createAuth } from './platform/auth/index.ts';
import { registerAuth } from './platform/auth/routes.ts';
import { createCalendars } from './platform/calendar/index.ts';
import type { Office } from './platform/cli/start.ts';
import type { Config } from './platform/config/config.ts';
import { openKeys } from './platform/crypto/index.ts';
import type { Engine } from './platform/db/engine.ts';
import { migrate } from './platform/db/migrate.ts';
import { openDatabase } from './platform/db/open.ts';
import { createPool, hearLosses } from './platform/db/pool.ts';
import { diskBlobs, documentStore, openImages, openUploads, s3Blobs } from './platform/files/index.ts';
import { registerObserve } from './platform/http/observe.ts';
import { registerOpenapi } from './platform/http/openapi.ts';
import { registerPages } from './platform/http/pages.ts';
import { migrateJobs, runJobs } from './platform/jobs/index.ts';
import { startSealing } from './platform/ledger/sealing.ts';
import { openPaper } from './platform/paper/index.ts';
import { registerAccounts } from './processes/accounts.ts';
import { registerCareExport } from './processes/export-care.ts';
import { registerLedgerExport } from './processes/export-ledger.ts';
import { registerImport } from './processes/import-residents.ts';
import { processes } from './processes/index.ts';
import { buildWeb } from './web/build.ts';
import { registerPapers } from './web/paper/routes.ts';
import { registerPublic } from './web/public/routes.ts';
import { publicStyle } from './web/public/style.ts';

const say = (line: string): void => console.error(line);

/** What must be ended, in the reverse of the order in which it was begun. */
type Closers = (() => Promise<unknown>)[];

/**
 * The office: database, keys, modules, doors. The only file that knows all parts.
 * Order: everything below the doors first; the address is told once it answers.
 */
export const start = async (config: Config): Promise<Office> => {
  const closers: Closers = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const web = buildWeb({ say });
    web.catch(() => {}); // awaited before the doors; until then a failure is not lost, only early
    const database = await openDatabase(config);
    closers.push(() => database.stop());
    await migrate(database.ownerUrl);
    await migrateJobs(database.ownerUrl);

    // Once keys were used, a missing key file is a loss to be told, never replaced.
    const opened = join(config.dataDir, 'opened');
    const keys = openKeys(join(config.dataDir, 'keys'), { suite: config.suite, create: !existsSync(opened) });
    writeFileSync(opened, '');
    const calendars = await createCalendars(loadCalendars(database.urlFor('app')), say);
    closers.push(async () => calendars.stop());
    const services = { keys, calendar: calendars.of };

    const sealing = startSealing({ url: database.urlFor('worker'), keys, dataDir: config.dataDir, report: say });
    closers.push(() => sealing.stop());

    const authPool = new pg.Pool({ connectionString: database.urlFor('auth'), max: 4, application_name: 'daiban sign-in' });
    authPool.on('error', () => {}); // the pool opens a new connection by itself
    hearLosses(authPool);
    closers.push(() => authPool.end());
    const secure = config.publicUrl?.startsWith('https:') === true;
    const auth = createAuth({ pool: authPool, secret: keys.sessionSecrets()[0]!, secureCookies: secure });

    const office = await createApp({
      modules: [...modules, ...processes],
      services,
      appUrl: database.urlFor('app'),
      connections: 12,
      server: { logLevel: config.logLevel === 'debug' ? 'info' : config.logLevel, trustProxy: config.publicUrl !== null },
      identify: () => (request) => auth.identify(request.headers.cookie),
      secondFactor: config.secondFactor,
    });
    closers.push(() => office.close());
    office.live.subscribe(calendars.heard);
    const blobs = config.objectStore === null ? diskBlobs(join(config.dataDir, 'documents')) : s3Blobs(config.objectStore);
    const store = documentStore(blobs, keys);
    const files = { store, uploads: openUploads({ blobs, store, keys }) };
    const jobs = await runJobs({
      url: database.urlFor('worker'),
      tasks: {
        [COUNT_POUCHES]: countPouches(office),
        [RECOMPUTE]: recomputeTask(office.execute, calendars.refresh),
        [TRY_VERSION]: tryVersionTask(office.execute, office.pool),
        ...screenTasks(office, say, database.urlFor('app')),
      },
      daily: [RECOMPUTE, COUNT_POUCHES, SCREEN_ALL],
      nightly: { [SWEEP_UPLOADS]: sweepUploads(files.uploads) },
      report: say,
    });
    closers.push(() => jobs.stop());

    registerObserve(office.app, { pool: office.pool, registry: office.registry, jobs, sealing, metricsToken: config.metricsToken });
    await registerPages(office.app, { dir: (await web).dir, style: publicStyle });
    await openDoors(config, database, office, auth, files, closers);
    const url = await office.app.listen({ port: config.port, host: config.host });
    return { url, failed: database.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Every way in beside commands and reads: sign-in, accounts, files, spreadsheets, the public pages. */
const openDoors = async (
  config: Config,
  database: Engine,
  office: AppParts,
  auth: Auth,
  files: FileRouteParts['files'],
  closers: Closers,
): Promise<void> => {
  const { app } = office;
  const { keys } = office.services;
  // Invented people take memory: an office of real ones never loads them.
  const isDemo = config.demo || existsSync(markerFile(config.dataDir));
  const demo = isDemo
    ? await (await import('./db/demo/index.ts')).openDemo({
        dataDir: config.dataDir,
        ownerUrl: database.ownerUrl,
        suite: config.suite,
        wanted: config.demo,
        say,
      })
    : null;
  registerAuth(app, auth, office.posts, demo);
  registerAccounts(app, office, auth);
  registerImport(app, office);
  registerLedgerExport(app, office);
  registerCareExport(app, office);
  registerOpenapi(app, office);

  const images = openImages();
  closers.push(() => images.close());
  registerFileRoutes(app, { api: office, files, images });

  const paper = openPaper();
  closers.push(async () => paper.close());
  registerPapers(app, { api: office, paper, publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}` });

  const publicPool = createPool(database.urlFor('public'), { max: 4, name: 'daiban public', onError: (error) => say(error.message) });
  closers.push(() => publicPool.end());
  registerPublic(app, { reads: publicReads(publicPool, office.pool), execute: office.execute, keys });
};
