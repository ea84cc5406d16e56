import * as discovery from '../../modules/discovery/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import type { TestApp } from './app.ts';
import type { World } from './world.ts';

type Example = { readonly name: string; readonly facts: Record<string, boolean | string | null>; readonly expect: 'yes' | 'no' };
export type PolicyOf = {
  readonly code: string;
  readonly rule: string;
  readonly examples: readonly Example[];
  readonly line?: string;
  readonly itemCode?: string | null;
  readonly areas?: readonly string[];
};
export type Made = { readonly policy: string; readonly version: string };

const seqOf = (app: TestApp, id: string): Promise<number> =>
  withClient(app.db.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ seq: number }>('select seq from stream_head where stream_id = $1', [id]);
    return rows[0]?.seq ?? 0;
  });

/** Has a policy written by one person and published by another, after its trial; then everybody is screened by the job that this brings. */
export const publishPolicy = async (app: TestApp, world: World, p: PolicyOf, of: string = newId()): Promise<Made> => {
  const { author, publisher } = world.by;
  const made = { policy: of, version: newId() };
  const decided = async (as: typeof author, contract: typeof discovery.submit) =>
    app.did(as, contract, made, { seen: await seqOf(app, made.policy) });
  await app.did(
    author,
    discovery.draft,
    {
      ...made,
      code: p.code,
      validFrom: '2026-01-01',
      areas: [...(p.areas ?? [world.areas.root])],
      body: {
        name: { zh: `政策${p.code}`, en: `Policy ${p.code}` },
        benefit: {
          who: '符合条件的人',
          what: '补助',
          amount: '每月 100 元',
          where: '站点',
          itemCode: p.itemCode ?? null,
          line: p.line ?? '民政',
        },
        basis: [{ title: '示例', article: null, inForceFrom: null }],
        appeal: '行政复议',
        rule: p.rule,
        rules: [],
        examples: p.examples.map((one) => ({ ...one, household: [] })),
        example: true,
      },
    },
    { seen: await seqOf(app, made.policy) },
  );
  await decided(author, discovery.submit);
  await app.did(publisher, discovery.tryVersion, made);
  await app.jobs();
  await decided(publisher, discovery.publishPolicy as never);
  await app.jobs();
  return made;
};
