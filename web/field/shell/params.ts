import { useParams, useSearch } from '@tanstack/react-router';

/** The `:name` parts of the screen's path. */
export const usePageParams = <K extends string>(): Readonly<Record<K, string>> =>
  useParams({ strict: false }) as Readonly<Record<K, string>>;

/** A value of the address behind `?`; undefined where it is missing or no text. */
export const useAsked = (name: string): string | undefined => {
  const value = (useSearch({ strict: false }) as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
};
