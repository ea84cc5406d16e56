import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { CommandContract, EventOf, ReadContract } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import type { Decision, Refusal } from '../../kernel/result.ts';
import type { Calendar } from '../../kernel/workdays.ts';
import type { Keys } from '../crypto/index.ts';
import type { SealedTable } from '../rotation/sealed.ts';

/** A statement as data: what a projection answers, so that all writes of a command travel in one go. */
export type Statement = { readonly sql: string; readonly params: readonly unknown[] };

/** A query in the transaction of the acting post. Statements are prepared once a connection, by their text: keep texts constant. */
export type Tx = {
  rows<T = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  row<T = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<T | undefined>;
  /** The last statement of a read: it leaves in one write with the transaction's end, and nothing may be asked after it. */
  last<R>(text: string, params?: readonly unknown[]): Promise<R[]>;
};

/** Which days are working days, per district; `unpublished` beyond the years the State Council has announced. */
export type CalendarOf = (district: string) => Calendar;

export type Services = { readonly keys: Keys; readonly calendar: CalendarOf };

/** What a decision may know beside its state. Time, ids and codes come in; it reads nothing itself. */
export type DecideContext = {
  readonly actor: Actor;
  /** ISO instant of receipt, UTC */
  readonly now: string;
  /** ISO instant at which it happened, as far as believed */
  readonly happenedAt: string;
  /** Shanghai day of `now` */
  readonly today: string;
  readonly commandId: Id;
  newId(): Id;
  random(length: number): Uint8Array;
  readonly calendar: Calendar;
};

export type LoadContext = DecideContext & { readonly services: Services };

export type StreamRef = { readonly stream: string; readonly id: Id };

export type Handler<C extends CommandContract = CommandContract, S = unknown> = {
  readonly contract: C;
  /** Streams locked before loading, always in this order; a decision's `seen` is held against the first. None for a report that only makes new things. */
  readonly streams?: (payload: z.output<C['payload']>) => readonly StreamRef[];
  readonly load: (tx: Tx, payload: z.output<C['payload']>, ctx: LoadContext) => Promise<S>;
  readonly decide: (state: S, payload: z.output<C['payload']>, ctx: DecideContext) => Decision<EventOf, z.input<C['answer']>>;
};

/** What a projection knows beside the event. */
export type EventMeta = {
  readonly district: string;
  readonly actor: Actor;
  readonly commandId: Id;
  readonly happenedAt: string;
  readonly recordedAt: string;
  readonly seq: number;
  readonly entry: Id;
  readonly services: Services;
};

/** An event's rows in tables. Pure: the same event gives the same statements, so tables can be built again from the ledger. */
// biome-ignore lint/suspicious/noExplicitAny: a map of differently typed events; each module's `projections()` keeps the types
export type Projections = Record<string, (event: any, meta: EventMeta) => readonly Statement[]>;

export type Reader<C extends ReadContract = ReadContract> = {
  readonly contract: C;
  readonly run: (tx: Tx, query: z.output<C['query']>, ctx: ReadContext) => Promise<z.input<C['answer']> | Refusal>;
  /** Asked many times a minute, by statements that have one good plan whatever is asked (transaction.ts). */
  readonly quick?: true;
};
export type ReadContext = {
  readonly actor: Actor;
  readonly now: string;
  readonly today: string;
  readonly services: Services;
  readonly calendar: Calendar;
};

/** A database constraint that a race may hit, and what to tell the person then. */
export type ConstraintRefusals = Record<string, Refusal>;

// biome-ignore lint/suspicious/noExplicitAny: handlers of different commands stand in one list; `handle()` checked each
export type AnyHandler = Handler<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above, `answer()` checked each
export type AnyReader = Reader<any>;

export type Module = {
  readonly name: string;
  readonly handlers?: readonly AnyHandler[];
  readonly readers?: readonly AnyReader[];
  readonly projections?: Projections;
  /** What it puts into the outbox when events of others are kept, by the event's type: jobs, never rows. */
  readonly follows?: Projections;
  readonly constraints?: ConstraintRefusals;
  /** Its encrypted columns and keyed hashes, for a rotation of the keys. */
  readonly sealed?: readonly SealedTable[];
};

/** Ties a contract to its handler and checks their types against each other. */
export const handle = <C extends CommandContract, S>(contract: C, rest: Omit<Handler<C, S>, 'contract'>): Handler<C, S> => ({
  contract,
  ...rest,
});
/** Ties a read contract to its reader. */
export const answer = <C extends ReadContract>(contract: C, run: Reader<C>['run'], more: Pick<Reader, 'quick'> = {}): Reader<C> => ({
  contract,
  run,
  ...more,
});
export const sql = (text: string, ...params: unknown[]): Statement => ({ sql: text, params });
