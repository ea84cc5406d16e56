import { join } from 'node:path';

/** Stands in a data folder made by `--demo`. Apart from the demo itself, so that an office of real people loads nothing of it. */
export const markerFile = (dataDir: string): string => join(dataDir, 'demo.json');
