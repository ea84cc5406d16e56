import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import {
  type PublicCase,
  type PublicFound,
  type PublicLooks,
  type PublicOffice,
  type PublicPlace,
  publicCase,
  publicFound,
  publicLooks,
  publicOffice,
  publicPlace,
} from '../contract.ts';

/** Keyed hashes under which a code may stand, with the district of each: a page does not know where its reader lives. */
export type Hashes = readonly { readonly district: string; readonly hashes: readonly string[] }[];

/** What public pages may ask. Each is one function that the role `daiban_public` may execute and nothing more. */
export type PublicReads = {
  offices(): Promise<readonly PublicOffice[]>;
  places(): Promise<readonly PublicPlace[]>;
  caseByCode(code: Hashes): Promise<PublicCase | null>;
  /** Counts wrong tries: five an hour for each short code. `tails`: of a phone that the office knows the person by; or the birthday, where it knows no phone. */
  caseByShortCode(shortCode: string, tails: Hashes, birthday: string | null): Promise<PublicFound>;
  /** Uses the code up: from the first look on it is open for a quarter of an hour. */
  looks(code: Hashes): Promise<PublicLooks>;
  /** Whether another one may be sent now; counted. @param key a keyed hash of where it comes from @param seconds that a try is remembered */
  mayTry(what: 'ask', key: string, most: number, seconds: number): Promise<boolean>;
  /** Who acts for people without an account in a district. */
  systemPost(district: string): Promise<Actor | null>;
};

const pairs = (all: Hashes): [districts: string[], hashes: string[]] => [
  all.flatMap(({ district, hashes }) => hashes.map(() => district)),
  all.flatMap(({ hashes }) => [...hashes]),
];

/**
 * @param pool of the role `daiban_public`
 * @param appPool of the role `daiban_app`, for the system post only
 */
export const publicReads = (pool: Pool, appPool: Pool): PublicReads => {
  const one = async <S extends z.ZodType>(schema: S, text: string, values: unknown[]): Promise<z.output<S>> => {
    const { rows } = await pool.query<{ answer: unknown }>({ text, values });
    return schema.parse(rows[0]!.answer);
  };
  return {
    offices: () => one(z.array(publicOffice), 'select public_offices() as answer', []),
    places: () => one(z.array(publicPlace), 'select public_places() as answer', []),
    caseByCode: (code) => one(publicCase.nullable(), 'select public_case_by_code($1, $2) as answer', pairs(code)),
    caseByShortCode: (shortCode, tails, birthday) =>
      one(publicFound, 'select public_case_by_short($1, $2, $3, $4::date) as answer', [shortCode, ...pairs(tails), birthday]),
    looks: (code) => one(publicLooks, 'select public_looks($1, $2) as answer', pairs(code)),
    mayTry: (what, key, most, seconds) => one(z.boolean(), 'select public_may_try($1, $2, $3, $4) as answer', [what, key, most, seconds]),
    systemPost: async (district) => {
      const { rows } = await appPool.query<{ person: string; post: string; area: string; ranges: string[] }>(
        'select person, post, area, ranges from network_system_post($1)',
        [district],
      );
      const found = rows[0];
      return found === undefined ? null : { ...found, district, role: 'system', site: null, department: null, name: '系统' };
    },
  };
};
