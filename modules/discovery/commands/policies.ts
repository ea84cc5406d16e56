import type { Id } from '../../../kernel/id.ts';
import { type AnyHandler, handle } from '../../../platform/executor/types.ts';
import * as contract from '../contract/policy.ts';
import * as domain from '../domain/policy.ts';
import { loadPolicy, versionsOf } from '../reads/versions.ts';

const streams = ({ policy }: { readonly policy: Id }) => [{ stream: 'policy', id: policy }];

const draft = handle(contract.draft, {
  streams,
  load: async (tx, p, { actor }): Promise<domain.PolicyDraftState> => {
    const { district } = actor;
    const { itemCode } = p.body.benefit;
    const [versions, policies, areas, items] = await Promise.all([
      versionsOf(tx, district, p.policy),
      tx.rows<{ id: Id; code: string }>('select id, code from discovery_policy where district = $1 and (id = $2 or code = $3)', [
        district,
        p.policy,
        p.code,
      ]),
      tx.rows<{ path: string }>('select path from network_v_area where district = $1 and path = any ($2)', [district, p.areas]),
      itemCode === null ? [] : tx.rows('select 1 from catalogue_v_version where district = $1 and code = $2 limit 1', [district, itemCode]),
    ]);
    return {
      code: policies.find(({ id }) => id === p.policy)?.code ?? null,
      holderOfCode: policies.find(({ code }) => code === p.code)?.id ?? null,
      versions,
      areas: areas.map(({ path }) => path),
      itemKnown: itemCode === null || items.length > 0,
    };
  },
  decide: (state, p, { actor }) => domain.draft(state, p, actor),
});

export const policyHandlers: readonly AnyHandler[] = [
  draft,
  handle(contract.submit, {
    streams,
    load: (tx, p, { actor }) => loadPolicy(tx, actor.district, p),
    decide: (state, p, { actor }) => domain.submit(state, p, actor),
  }),
  handle(contract.withdrawDraft, {
    streams,
    load: (tx, p, { actor }) => loadPolicy(tx, actor.district, p),
    decide: (state, p, { actor }) => domain.withdrawDraft(state, p, actor),
  }),
  handle(contract.sendBack, {
    streams,
    load: (tx, p, { actor }) => loadPolicy(tx, actor.district, p),
    decide: (state, p, { actor }) => domain.sendBack(state, p, actor),
  }),
  handle(contract.publishPolicy, {
    streams,
    load: (tx, p, { actor }) => loadPolicy(tx, actor.district, p),
    decide: (state, p, { actor, today }) => domain.publish(state, p, actor, today),
  }),
  handle(contract.endVersion, {
    streams,
    load: (tx, p, { actor }) => loadPolicy(tx, actor.district, p),
    decide: (state, p, { actor, today }) => domain.endVersion(state, p, actor, today),
  }),
  handle(contract.tryVersion, {
    streams,
    load: (tx, p, { actor }) => loadPolicy(tx, actor.district, p),
    decide: (state, p, { actor }) => domain.tryVersion(state, p, actor),
  }),
  handle(contract.noteTrial, {
    streams,
    load: (tx, p, { actor }) => loadPolicy(tx, actor.district, p),
    decide: (state, p, { actor }) => domain.noteTrial(state, p, actor),
  }),
];
