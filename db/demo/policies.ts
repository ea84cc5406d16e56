import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/id.ts';
import * as discovery from '../../modules/discovery/contract.ts';
import { type Cast, type Hand, inParallel } from './office.ts';

/** Example policies of the demo's places: written by one person, tried, handed in, and published by another. All figures are examples. */

const body = discovery.policyBody.shape;
const benefit = body.benefit.shape;
const written = z.strictObject({
  name: body.name,
  line: benefit.line,
  itemCode: benefit.itemCode,
  who: benefit.who,
  what: benefit.what,
  amount: benefit.amount,
  where: benefit.where,
  basis: body.basis,
  rule: body.rule,
  rules: body.rules.default([]),
  examples: body.examples,
});
const file = z.strictObject({
  appeal: body.appeal,
  /** Values of a place, by the name in {{…}}. */
  places: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]))),
  policies: z.array(
    written.extend({
      code: discovery.policyCode,
      in: z.array(z.string()).optional(),
      local: z.record(z.string(), written.partial()).default({}),
    }),
  ),
});

export type DemoPolicy = { readonly code: string; readonly body: discovery.PolicyBody };

const read = file.parse(parse(readFileSync(new URL('./policies.yaml', import.meta.url), 'utf8')));

/** Puts a place's values where {{…}} stands, in every text. @throws for a value that the place does not have */
const fill = <T>(value: T, values: Readonly<Record<string, string | number>>): T => {
  const text = JSON.stringify(value).replace(/\{\{(\p{Script=Han}+)\}\}/gu, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`demo: the place has no ${name}`);
    return String(values[name]);
  });
  return JSON.parse(text) as T;
};

/** The policies of a district; none where the file has no values for it. */
export const policiesOf = (district: string): readonly DemoPolicy[] => {
  const values = read.places[district];
  if (values === undefined) return [];
  return read.policies
    .filter((one) => one.in?.includes(district) ?? true)
    .map(({ code, in: _in, local, ...common }) => {
      const { name, line, itemCode, basis, rule, rules, examples, ...texts } = fill({ ...common, ...local[district] }, values);
      return {
        code,
        body: { name, benefit: { ...texts, itemCode, line }, basis, appeal: read.appeal, rule, rules, examples, example: true },
      };
    });
};

/** What is left for whoever tries the demo: one to publish, one to finish. */
const WAITING: Readonly<Record<string, 'submitted' | 'draft'>> = { '330903 P18': 'submitted', '330903 P19': 'draft' };
const VALID_FROM = '2026-07-01';

/** Tries versions on everybody, reading everybody once, and notes what each found. */
export type TryVersion = (of: { readonly versions: readonly { readonly policy: Id; readonly version: Id }[] }, as: Actor) => Promise<void>;

/** @returns how many policies were written */
export const makePolicies = async (hand: Hand, cast: Cast, tryVersion: TryVersion): Promise<number> => {
  const policies = policiesOf(cast.district.code);
  const [author, publisher] = (['policy_author', 'policy_publisher'] as const).map((role) => cast.actors.find((a) => a.role === role));
  if (policies.length === 0) return 0;
  if (author === undefined || publisher === undefined) throw new Error('demo: a district with policies has an author and a publisher');
  const areas = [cast.district.root];
  const drafts = policies.map(({ code, body }) => ({
    of: { policy: cast.random.id(hand.now()), version: cast.random.id(hand.now()) },
    code,
    body,
    goal: WAITING[`${cast.district.code} ${code}`] ?? 'published',
  }));
  await inParallel(drafts, async ({ of, code, body }) => {
    await hand.did(author, discovery.draft, { ...of, code, validFrom: VALID_FROM, areas, body });
  });
  const finished = drafts.filter(({ goal }) => goal !== 'draft');
  await tryVersion({ versions: finished.map(({ of }) => of) }, cast.system);
  await inParallel(finished, async ({ of, goal }) => {
    await hand.did(author, discovery.submit, of, 2);
    if (goal === 'published') await hand.did(publisher, discovery.publishPolicy, of, 3);
  });
  return policies.length;
};
