import { z } from 'zod';
import type { Allow } from './actor.ts';
import { AREA_PATH } from './area.ts';
import { ID } from './id.ts';

/**
 * The shapes through which everything passes. A module's `contract.ts` declares its commands, events and reads with these;
 * the server, the console, the phone and the OpenAPI page all read the same declaration.
 */

// Plain building blocks, with sizes, so that no field is unbounded.
export const id = z.string().regex(ID, 'id');
export const areaPath = z.string().max(120).regex(AREA_PATH, 'area');
export const district = z.string().regex(/^[0-9a-z]{4,12}$/, 'district');
/** Text without control characters (NUL breaks PostgreSQL), trimmed, at least one character. */
const clean = (text: string): boolean => !/[\p{Cc}]/u.test(text.replace(/[\n\t\r]/g, ''));
const paired = (text: string): boolean => text.isWellFormed();
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((t) => clean(t) && paired(t) && !/[\n\r]/.test(t), 'one line of text');
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((t) => clean(t) && paired(t), 'text');
/** A day in Shanghai, `2026-11-21`, that exists. */
export const day = z.iso.date();
/** An instant, ISO 8601 with offset or Z. */
export const instant = z.iso.datetime({ offset: true });
/** Fen, carried as a decimal text because JSON has no bigint. */
export const fen = z.string().regex(/^-?\d{1,15}$/, 'fen');
/** Lower-case hex SHA-256 (or SM3) of a file's bytes. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/, 'hash');
export const page = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(400).optional() });

/** `report`: says what happened and always adds. `decision`: carries the `seq` that the person saw; refused with `changed_meanwhile` if entries came between. */
export type CommandKind = 'report' | 'decision';

export type CommandContract<N extends string = string, P extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> = {
  readonly name: N;
  readonly kind: CommandKind;
  readonly payload: P;
  readonly answer: A;
  readonly allow: Allow;
  /** One line for the API page and the rights page. */
  readonly says: { readonly zh: string; readonly en: string };
};
export const command = <N extends string, P extends z.ZodType, A extends z.ZodType>(
  contract: CommandContract<N, P, A>,
): CommandContract<N, P, A> => contract;

export type ReadContract<N extends string = string, Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> = {
  readonly name: N;
  /** Under `/api/v1`, `/cases/:id`. Parameters of path and query together make `query`. */
  readonly path: string;
  readonly query: Q;
  readonly answer: A;
  readonly allow: Allow;
  /** The read writes a look (platform_look): it runs in a writing transaction. */
  readonly records?: true;
  /** The query may hold a phone, an ID number or a reason: asked by POST with the query as body, so that it stands in no address and no proxy's log. */
  readonly personal?: true;
  readonly says: { readonly zh: string; readonly en: string };
};
export const read = <N extends string, Q extends z.ZodType, A extends z.ZodType>(contract: ReadContract<N, Q, A>): ReadContract<N, Q, A> =>
  contract;

/** An event: what a decision yields; stored, it is a ledger entry. `data` is hashed and kept for ever; `detail` (free text, personal values) may be erased by law. */
export type EventOf<T extends string = string, D = unknown, X = unknown> = {
  readonly type: T;
  /** What the entry is about: `case`, `resident`, `parcel`, `ask`, … */
  readonly stream: string;
  readonly streamId: string;
  /** The area of the office that owns it. */
  readonly area: string;
  readonly data: D;
  readonly detail?: X;
};

/** What the door receives, one of 1–200. */
export const envelope = z.strictObject({
  id,
  name: z.string().max(80),
  post: id,
  payload: z.unknown(),
  /** When it happened, if not now (off line). */
  happenedAt: instant.optional(),
  /** The `seq` of the matter that the person saw; needed by decisions on an existing matter. */
  seen: z.number().int().min(0).optional(),
  /** Not before this command was accepted. */
  after: id.optional(),
});
export type Envelope = z.infer<typeof envelope>;

export type Outcome =
  | { readonly id: string; readonly outcome: 'done' | 'already_done'; readonly answer: unknown; readonly seq?: number }
  | {
      readonly id: string;
      readonly outcome: 'refused';
      readonly code: string;
      readonly zh: string;
      readonly en: string;
      readonly info?: Readonly<Record<string, unknown>>;
    };
