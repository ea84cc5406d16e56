import type { Config } from '../config/config.ts';
import { type Run, settingsOf } from './command.ts';

/** What `main.ts` gives back: an office that answers at `url` until it is stopped, or `failed` says why it can't go on. */
export type Office = { readonly url: string; readonly failed: Promise<Error>; stop(): Promise<void> };

/** Starts the office and keeps it until Ctrl-C, TERM or the loss of its database. */
export const run: Run = async (args) => {
  const { config } = settingsOf(args);
  let signals = 0;
  const asked = new Promise<null>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        signals += 1;
        resolve(null);
        // Asked again while stopping: end at once. The database then stops by itself, nothing acknowledged is lost.
        if (signals > 1) process.exit(1);
      });
    }
  });
  const { start } = (await import(new URL('../../main.ts', import.meta.url).href)) as { start(config: Config): Promise<Office> };
  const office = await start(config);
  console.log(`ready ${office.url}`);
  const failure = await Promise.race([asked, office.failed]);
  await office.stop();
  if (failure === null) return 0;
  console.error(failure.message);
  return 1;
};
