import type { Uploads } from '../../../platform/files/index.ts';
import type { Nightly } from '../../../platform/jobs/index.ts';

/** Name of the nightly job. */
export const SWEEP_UPLOADS = 'sweep_uploads';

/** A phone may be without a signal for long; what nobody has claimed after this many days is not asked for any more. */
export const SWEPT_AFTER_DAYS = 30;

/** Drops uploads that were never finished and files that no document names, a month after they were begun. */
export const sweepUploads =
  (uploads: Pick<Uploads, 'sweep'>, now: () => number = Date.now): Nightly =>
  async (pool) => {
    const isClaimed = async (file: string): Promise<boolean> => {
      const { rows } = await pool.query<{ claimed: boolean }>('select materials_file_claimed($1) as claimed', [file]);
      return rows[0]!.claimed;
    };
    await uploads.sweep(new Date(now() - SWEPT_AFTER_DAYS * 86_400_000), isClaimed);
  };
