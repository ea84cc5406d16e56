import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as custody from '../../modules/custody/contract.ts';
import * as materials from '../../modules/materials/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { type Story, storyOf } from '../support/story.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Bypass, openBypass, type Row, type Sql } from './as-post.ts';
import { type Matter, playMatter } from './island.ts';

/** The second wall: steps in someone's name, papers, hand-overs, decisions, with the domain gone. */
let app: TestApp;
let world: World;
let story: Story;
let matter: Matter;
let bypass: Bypass;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
  matter = await playMatter(app, world, story);
  bypass = await openBypass(app, world.district);
});
afterAll(async () => {
  await bypass.close();
  await app.close();
});
const owner = async (text: string, ...params: unknown[]): Promise<Row[]> =>
  withClient(app.db.ownerUrl, async (one) => (await one.query(text, params)).rows as Row[]);
const wall = { code: '42501', message: expect.stringContaining('row-level security') };

describe('a step in someone’s name', () => {
  const notInForce = { code: '23514', constraint: 'materials_consent_in_force' };

  /** Another consent like the matter's, but for what `over` says; written by the owner, as no command would. */
  const consentLike = async (over: Row, scopes: readonly string[] = ['proxy_signature']): Promise<string> => {
    const id = newId();
    await owner(
      `insert into materials_consent select (jsonb_populate_record(c, $2::jsonb || jsonb_build_object('id', $3::text))).* from materials_consent c where id = $1`,
      matter.consent,
      JSON.stringify(over),
      id,
    );
    const resident = (over.resident as string | undefined) ?? matter.resident;
    for (const scope of scopes)
      await owner('insert into materials_consent_scope values ($1, $2, $3, $4)', world.district, id, resident, scope);
    return id;
  };

  type Step = {
    readonly consent: string;
    readonly resident?: string;
    readonly scope?: string;
    readonly at?: string;
    readonly case?: string;
  };
  const acted = (step: Step, id = newId(), task: string | null = null): Sql => [
    `insert into materials_acted (district, id, area, case_id, resident, scope, consent, task, at, acted_by) values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, now()), $10)`,
    ...[world.district, id, world.areas.group1, step.case ?? matter.case, step.resident ?? matter.resident],
    ...[step.scope ?? 'proxy_signature', step.consent, task, step.at ?? null, world.by.helper.post],
  ];
  const signed = (step: Step): Sql => [
    `insert into materials_proxy_signature (district, id, area, case_id, resident, consent, signer, relation, place, signed_at, witness, document, recorded_by)
     values ($1, $2, $3, $4, $5, $6, '老周', '父亲', '家里', coalesce($7::timestamptz, now()), '李跑腿', $8, $9)`,
    ...[
      world.district,
      newId(),
      world.areas.group1,
      step.case ?? matter.case,
      step.resident ?? matter.resident,
      step.consent,
      step.at ?? null,
    ],
    ...[matter.document, world.by.helper.post],
  ];
  const done = (task: string, act: string | null): Sql => [
    `update work_task set state = 'done', done_at = now(), acted = $3 where district = $1 and id = $2`,
    world.district,
    task,
    act,
  ];
  const refused = async (step: Step, why: object): Promise<void> => {
    const { helper } = world.by;
    await expect(bypass.as(helper, acted(step))).rejects.toMatchObject(why);
    if (step.scope === undefined) await expect(bypass.as(helper, signed(step))).rejects.toMatchObject(why);
    await expect(bypass.as(helper, acted(step, newId(), matter.task), done(matter.task, null))).rejects.toThrow();
  };

  test('[M3] [M4] stands on a consent of that person and that scope which holds: else refused', async () => {
    const { helper } = world.by;
    const act = newId();
    await bypass.as(
      helper,
      acted({ consent: matter.consent }, act, matter.task),
      signed({ consent: matter.consent }),
      done(matter.task, act),
    );
    await expect(bypass.as(helper, done(matter.task, null))).rejects.toMatchObject({ constraint: 'work_task_done_on_consent' });
    await expect(bypass.as(helper, done(matter.task, newId()))).rejects.toMatchObject({ constraint: 'work_task_consent' });
    const otherScope = newId();
    await expect(
      bypass.as(helper, acted({ consent: matter.consent, scope: 'submit' }, otherScope, matter.task), done(matter.task, otherScope)),
    ).rejects.toMatchObject({ constraint: 'work_task_consent' });
  });

  test('[M3] none, of another scope, of another person', async () => {
    await refused({ consent: newId() }, notInForce);
    await refused({ consent: matter.consent, scope: 'collect_cash' }, { code: '23503' });
    const other = await story.resident(world.by.clerk, { name: '邻居' });
    const theirs = await consentLike({ resident: other, case_id: null });
    await refused({ consent: theirs }, notInForce);
    await refused({ consent: theirs, resident: other }, notInForce);
    const case2 = await story.open(world.by.clerk, 'MZ-001', matter.resident);
    await refused({ consent: matter.consent, case: case2 }, notInForce);
  });

  test('[M3] expired, not begun, taken back, ended, and after the person’s death', async () => {
    const [day, hour] = ['2026-01-02T00:00:00Z', new Date(Date.now() - 3_600_000).toISOString()];
    const from = { from_at: '2026-01-01T00:00:00Z' };
    await refused({ consent: await consentLike({ ...from, until_at: hour }) }, notInForce);
    await refused({ consent: await consentLike({ from_at: new Date(Date.now() + 3_600_000).toISOString() }) }, notInForce);
    await refused({ consent: await consentLike({ ...from, revoked_at: hour }) }, notInForce);
    await refused({ consent: await consentLike({ ...from, ended_at: hour, ended_why: 'matter_done' }) }, notInForce);
    const late = await consentLike({ ...from, revoked_at: hour });
    await bypass.as(world.by.helper, acted({ consent: late, at: day }));

    const dead = await story.resident(world.by.clerk, { name: '已故' });
    const theirs = await story.open(world.by.clerk, 'MZ-001', dead);
    const consent = await consentLike({ ...from, resident: dead, case_id: theirs });
    await bypass.as(world.by.helper, acted({ consent, resident: dead, case: theirs }));
    await owner(`update residents_resident set died_on = today_shanghai() - 1 where id = $1`, dead);
    await refused({ consent, resident: dead, case: theirs }, notInForce);
  });

  test('[M3] a consent taken back doesn’t come to life again', async () => {
    const { helper } = world.by;
    const consent = await consentLike({ revoked_at: new Date().toISOString() });
    const revive: Sql = ['update materials_consent set revoked_at = null where district = $1 and id = $2', world.district, consent];
    await expect(bypass.as(helper, revive)).rejects.toMatchObject({ constraint: 'materials_consent_stays_ended' });
    await expect(
      bypass.as(helper, [`update materials_consent set until_at = null where district = $1 and id = $2`, world.district, consent]),
    ).rejects.toThrow('permission denied');
  });

  test('[M3] the domain too refuses another person’s consent for this case', async () => {
    const { helper, clerk } = world.by;
    const other = await story.resident(clerk, { name: '邻居' });
    const made = await app.send(helper, materials.giveConsent, {
      id: newId(),
      resident: other,
      grantee: { kind: 'post', name: helper.name, post: helper.post },
      scopes: ['proxy_signature'],
      from: new Date(Date.now() - 60_000).toISOString(),
      ownWill: true,
      evidence: { kind: 'voice', words: '你们帮我办吧', heardBy: '李跑腿', recognised: '声音熟' },
    });
    expect(made.outcome).toBe('done');
    const step = { id: newId(), caseId: matter.case, resident: other, scope: 'proxy_signature' as const, what: '代签' };
    expect(await app.send(helper, materials.actFor, step)).toMatchObject({ outcome: 'refused' });
  });
});

describe('papers', () => {
  test('[M1] [W3] nobody opens another office’s paper or file by pointing at it', async () => {
    const { clerkB } = world.by;
    const own = await story.resident(clerkB, { area: world.areas.baisha, name: '白沙人' });
    const ownCase = await story.open(clerkB, 'MZ-001', own);
    const [file] = await owner('select file, hash from materials_document where id = $1', matter.document);
    const give = (document: string): Sql => [
      `insert into materials_given (district, id, area, case_id, material_key, how, document, given_at) values ($1, $2, $3, $4, 'id_card', 'photo', $5, now())`,
      ...[world.district, newId(), world.areas.baisha, ownCase, document],
    ];
    await bypass.as(clerkB, give(await story.document(clerkB, ownCase)));
    await expect(bypass.as(clerkB, give(matter.document))).rejects.toMatchObject(wall);
    await expect(
      bypass.as(clerkB, [
        `insert into materials_document (district, id, area, subject, subject_kind, file, hash, size, media_type, how, added_by, added_at)
         values ($1, $2, $3, $4, 'case', $5, $6, 1000, 'image/jpeg', 'taken', $7, now())`,
        ...[world.district, newId(), world.areas.baisha, ownCase, file!.file, file!.hash, clerkB.post],
      ]),
    ).rejects.toMatchObject(wall);
    const sent = { id: newId(), caseId: ownCase, materialKey: 'id_card', how: 'photo' as const, document: matter.document };
    expect(await app.send(clerkB, materials.give, sent)).toMatchObject({ outcome: 'refused' });
  });
});

describe('hand-overs', () => {
  const move = (n: number, giver: Actor, taker: Actor, by: Actor): readonly Sql[] => [
    [
      `insert into custody_handover (district, parcel, n, prev_n, giver_kind, giver, taker_kind, taker, place, agreed, at, recorded_by)
       values ($1, $2, $3, $4, 'post', $5, 'post', $6, '码头', 'taker_reported', now(), $7)`,
      ...[world.district, matter.parcel, n, n - 1, giver.post, taker.post, by.post],
    ],
    [
      `update custody_parcel set last_n = $3, holder_kind = 'post', holder = $4 where district = $1 and id = $2`,
      world.district,
      matter.parcel,
      n,
      taker.post,
    ],
  ];

  test('[B1] from whoever holds it, to one holder: the database says so too', async () => {
    const { clerk, helper, helper2, clerkB } = world.by;
    await bypass.as(helper, ...move(1, clerk, helper, helper));
    await expect(bypass.as(helper, ...move(1, helper2, helper, helper))).rejects.toMatchObject({
      constraint: 'custody_handover_giver_holds',
    });
    await expect(bypass.as(helper, ...move(1, clerk, helper, helper), ...move(1, clerk, helper2, helper))).rejects.toMatchObject({
      constraint: 'custody_handover_pkey',
    });
    await expect(bypass.as(helper, ...move(1, clerk, helper, helper), ...move(2, clerk, helper2, helper))).rejects.toMatchObject({
      constraint: 'custody_handover_giver_holds',
    });
    await expect(bypass.as(clerkB, ...move(1, clerk, clerkB, clerkB))).rejects.toMatchObject(wall);
    await expect(bypass.as(helper, ...move(1, clerk, helper, clerk))).rejects.toMatchObject(wall);
    const [, only] = move(1, clerk, helper2, helper);
    await expect(bypass.as(helper, only!)).rejects.toMatchObject({ constraint: 'custody_parcel_holder_is_last_taker' });
    expect(
      await app.send(helper, custody.handOver, {
        codes: [matter.parcelCode],
        giver: { kind: 'post', id: helper2.post },
        taker: { kind: 'post', id: helper.post },
        place: '码头',
      }),
    ).toMatchObject({ outcome: 'refused' });
  });
});

describe('decisions', () => {
  test('[K4] only a post of the department decides, and no case is called approved without a decision', async () => {
    const { approver, approverB, clerk, coordinator } = world.by;
    const { id } = await story.sent();
    const decide = (by: Actor, department: string): Sql => [
      `insert into cases_decision (district, id, case_id, area, department, outcome, decided_by, at, entry) values ($1, $2, $3, $4, $5, 'approved', $6, now(), $2)`,
      ...[world.district, newId(), id, world.areas.group1, department, by.post],
    ];
    const call = (state: string): Sql => [
      `update cases_case set state = $3, stage = 'approve' where district = $1 and id = $2`,
      world.district,
      id,
      state,
    ];
    await bypass.as(approver, decide(approver, 'civil_affairs'), call('approved'));
    for (const by of [clerk, coordinator, approverB]) {
      await expect(bypass.as(by, decide(by, 'civil_affairs'))).rejects.toMatchObject(wall);
      await expect(bypass.as(by, decide(by, 'medical_insurance'))).rejects.toMatchObject(wall);
    }
    await expect(bypass.as(clerk, decide(approver, 'civil_affairs'))).rejects.toMatchObject(wall);
    await expect(bypass.as(approver, decide(clerk, 'civil_affairs'))).rejects.toMatchObject(wall);
    const undecided = { constraint: 'cases_case_decided' };
    await expect(bypass.as(clerk, call('approved'))).rejects.toMatchObject(undecided);
    await expect(bypass.as(clerk, call('not_approved'))).rejects.toMatchObject(undecided);
    await expect(bypass.as(approver, decide(approver, 'civil_affairs'), call('not_approved'))).rejects.toMatchObject(undecided);
    expect(await story.send(clerk, cases.decide, { case: id, id: newId(), outcome: 'approved' })).toMatchObject({ code: 'not_allowed' });
  });
});
