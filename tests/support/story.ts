import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { CommandContract, Outcome } from '../../kernel/contract.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as catalogue from '../../modules/catalogue/contract.ts';
import * as materials from '../../modules/materials/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import type { TestApp } from './app.ts';
import type { World } from './world.ts';

type OnCase = { case: string };

/** What tests that play a case from end to end share: items, people, papers, and decisions that have seen what they decide on. */
export type Story = {
  /** Publishes the example items, and more if given. */
  publish(more?: readonly catalogue.ItemVersion[]): Promise<void>;
  resident(as: Actor, over?: Partial<z.input<typeof residents.register.payload>>): Promise<string>;
  open(as: Actor, item: string, resident: string, over?: Partial<z.input<typeof cases.open.payload>>): Promise<string>;
  page(as: Actor, id: string): Promise<z.output<typeof cases.page.answer>>;
  /** As `app.send`, having seen the case as it stands. */
  send<C extends CommandContract>(as: Actor, contract: C, payload: z.input<C['payload']> & OnCase): Promise<Outcome>;
  /** As `send`, but must be done. */
  did<C extends CommandContract>(as: Actor, contract: C, payload: z.input<C['payload']> & OnCase): Promise<z.output<C['answer']>>;
  /** Hands in papers and finds them good. */
  give(as: Actor, id: string, ...keys: string[]): Promise<void>;
  /** The open errand of a step. */
  errand(as: Actor, id: string, step: string): Promise<string>;
  /** A photo that is kept with the case, or with the person; its bytes were never sent. */
  document(as: Actor, id: string, kind?: 'case' | 'resident'): Promise<string>;
  consent(as: Actor, id: string, resident: string, scopes: readonly materials.ConsentScope[]): Promise<string>;
  /** The helper of 蚂蚁岛 does the open errand of a step. */
  errandDone(id: string, step: string, over?: object): Promise<void>;
  /** Relief for an illness (MZ-001), accepted with all its papers. */
  accepted(): Promise<{ id: string; resident: string }>;
  /** The same, through all its errands up to the department. */
  sent(): Promise<{ id: string; resident: string }>;
  approved(id: string): Promise<void>;
  /** SQL as the app role with a valid acting post, rolled back: what the database holds when the domain is gone. */
  bypass(use: (query: Query) => Promise<void>): Promise<void>;
};
type Query = (sql: string, params: unknown[], post: string) => Promise<{ rows: unknown[] }>;

/** What is answered, and handed in, for relief after an illness. */
export const ILL = { cause: 'illness', by_proxy: false, can_sign: false, pay_way: 'own_account' };
export const PAPERS = ['id_card', 'household_book', 'bank_card', 'illness_card', 'medical_bills'];

let photos = 0;

export const storyOf = (app: TestApp, world: World): Story => {
  const page: Story['page'] = (as, id) => app.ask(as, cases.page, { id });
  const seen = async (id: string): Promise<number> =>
    withClient(app.db.ownerUrl, async (owner) => {
      const { rows } = await owner.query('select seq from stream_head where stream_id = $1', [id]);
      return (rows[0] as { seq: number } | undefined)?.seq ?? 0;
    });
  const send: Story['send'] = async (as, contract, payload) => app.send(as, contract, payload as never, { seen: await seen(payload.case) });
  const story: Story = {
    page,
    send,
    async publish(more = []) {
      for (const version of [...DEMO_ITEMS, ...more]) await app.did(world.by.coordinator, catalogue.publish, { item: newId(), version });
    },
    async resident(as, over = {}) {
      const id = newId();
      await app.did(as, residents.register, { id, area: world.areas.group1, name: '陈阿姨', sex: 'female', birth: '1962-03-08', ...over });
      return id;
    },
    async open(as, item, resident, over = {}) {
      const id = newId();
      await app.did(as, cases.open, { id, item, resident, channel: 'walk_in', ...over });
      return id;
    },
    async did(as, contract, payload) {
      const outcome = await send(as, contract, payload);
      if (outcome.outcome === 'refused')
        throw new Error(`${contract.name}: ${outcome.code} ${outcome.zh} ${JSON.stringify(outcome.info ?? '')}`);
      return outcome.answer as never;
    },
    async give(as, id, ...keys) {
      for (const materialKey of keys) {
        const given = newId();
        await app.did(as, materials.give, { id: given, caseId: id, materialKey, how: 'original' });
        await app.did(as, materials.check, { caseId: id, given, verdict: 'accepted' }, { seen: await seen(id) });
      }
    },
    async errand(as, id, step) {
      const task = (await page(as, id)).tasks.find((one) => one.routeKey === step && one.state === 'open');
      if (task === undefined) throw new Error(`no open errand ${step}`);
      return task.id;
    },
    async document(as, id, kind = 'case') {
      photos += 1;
      const hash = createHash('sha256').update(`photo ${photos} of ${id}`).digest('hex');
      await withClient(app.db.ownerUrl, (owner) =>
        owner.query(
          `insert into materials_file (district, id, kind, hash, size, media_type, suite, wrapped_key, uploaded_by)
           values ($1, $2, 'original', $3, 1000, 'image/jpeg', 'international', '\\x00', $4)`,
          [world.district, newId(), hash, as.person],
        ),
      );
      const document = newId();
      await app.did(as, materials.addDocument, { id: document, subject: { kind, id }, hash, how: 'taken' });
      return document;
    },
    async consent(as, id, resident, scopes) {
      const consent = newId();
      await app.did(as, materials.giveConsent, {
        id: consent,
        resident,
        caseId: id,
        grantee: { kind: 'post', name: as.name, post: as.post },
        scopes: [...scopes],
        from: new Date(Date.now() - 60_000).toISOString(),
        ownWill: true,
        evidence: { kind: 'voice', words: '你们帮我办吧', heardBy: as.name, recognised: '老号码打来，声音熟' },
      });
      return consent;
    },
    async errandDone(id, step, over = {}) {
      await app.did(world.by.helper, cases.doErrand, { case: id, task: await story.errand(world.by.helper, id, step), ...over });
    },
    async accepted() {
      const { clerk } = world.by;
      const resident = await story.resident(clerk);
      const id = await story.open(clerk, 'MZ-001', resident, { answers: ILL, channel: 'chat' });
      await story.give(clerk, id, ...PAPERS);
      await story.did(clerk, cases.acceptCase, { case: id });
      return { id, resident };
    },
    async sent() {
      const { helper } = world.by;
      const made = await story.accepted();
      await story.errandDone(made.id, 'fill_form');
      await story.errandDone(made.id, 'village_stamp', { brought: [{ id: newId(), key: 'village_opinion', how: 'original' }] });
      await story.consent(helper, made.id, made.resident, ['proxy_signature']);
      const document = await story.document(helper, made.id);
      await story.errandDone(made.id, 'kin_signs', {
        signature: { id: newId(), signer: '老周', relation: '父亲', place: '家里', witness: '李跑腿', document },
      });
      await story.errandDone(made.id, 'submit');
      return made;
    },
    async approved(id) {
      await story.did(world.by.approver, cases.decide, { case: id, id: newId(), outcome: 'approved' });
    },
    bypass: (use) =>
      withClient(app.db.appUrl, (client) =>
        use(async (sql, params, post) => {
          await client.query('begin');
          try {
            await client.query(`select set_config('daiban.post', $1, true), set_config('daiban.district', $2, true)`, [
              post,
              world.district,
            ]);
            return await client.query(sql, params);
          } finally {
            await client.query('rollback');
          }
        }),
      ),
  };
  return story;
};
