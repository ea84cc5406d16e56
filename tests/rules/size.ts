import type { Breach, Files } from './source.ts';

const LIMIT = 500;

/** A file is one thought: it is split before 400 lines, and 500 is an error. */
export const size = (files: Files): readonly Breach[] =>
  [...files].flatMap(([path, source]) => {
    const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
    return lines > LIMIT ? [`${path} has ${lines} lines: split it (${LIMIT} at most)`] : [];
  });
