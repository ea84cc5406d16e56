import type { AnyHandler, AnyReader, ConstraintRefusals, Module, Projections } from './types.ts';

/** Everything that the program can be told and asked, by name. Built once by main.ts; two things of one name are a bug. */
export type Registry = {
  readonly handlers: ReadonlyMap<string, AnyHandler>;
  readonly readers: ReadonlyMap<string, AnyReader>;
  readonly projections: Projections;
  /** Further statements after an event, of any number of modules. */
  readonly follows: Readonly<Record<string, readonly Projections[string][]>>;
  readonly constraints: ConstraintRefusals;
};

export const registryOf = (modules: readonly Module[]): Registry => {
  const handlers = new Map<string, AnyHandler>();
  const readers = new Map<string, AnyReader>();
  const projections: Projections = {};
  const follows: Record<string, Projections[string][]> = {};
  const constraints: ConstraintRefusals = {};
  for (const module of modules) {
    for (const handler of module.handlers ?? []) {
      if (handlers.has(handler.contract.name)) throw new Error(`two commands are called ${handler.contract.name}`);
      handlers.set(handler.contract.name, handler);
    }
    for (const reader of module.readers ?? []) {
      if (readers.has(reader.contract.name)) throw new Error(`two reads are called ${reader.contract.name}`);
      readers.set(reader.contract.name, reader);
    }
    for (const [event, project] of Object.entries(module.projections ?? {})) {
      if (projections[event]) throw new Error(`two projections for ${event}`);
      projections[event] = project;
    }
    for (const [event, follow] of Object.entries(module.follows ?? {})) follows[event] = [...(follows[event] ?? []), follow];
    Object.assign(constraints, module.constraints);
  }
  return { handlers, readers, projections, follows, constraints };
};

/** The authorisation table: one row for each command and read and role. Tests and the rights page read it. */
export const authorisation = (registry: Registry) =>
  [...registry.handlers.values(), ...registry.readers.values()].map((one) => ({
    name: one.contract.name as string,
    kind: 'kind' in one.contract ? ('command' as const) : ('read' as const),
    allow: one.contract.allow,
    says: one.contract.says,
  }));
