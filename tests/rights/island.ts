import { syntheticId } from '../../kernel/identity.ts';
import * as asks from '../../modules/asks/contract.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as custody from '../../modules/custody/contract.ts';
import * as evaluation from '../../modules/evaluation/contract.ts';
import * as materials from '../../modules/materials/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import type { TestApp } from '../support/app.ts';
import { publishPolicy } from '../support/policies.ts';
import { ILL, PAPERS, type Story } from '../support/story.ts';
import type { World } from '../support/world.ts';

/** Everything that hangs on one plea of 蚂蚁岛: ids, and the words by which a leak of it is known. */
export type Matter = {
  readonly household: string;
  readonly resident: string;
  readonly contact: string;
  readonly ask: string;
  readonly case: string;
  readonly consent: string;
  readonly document: string;
  readonly given: string;
  readonly parcel: string;
  readonly parcelCode: string;
  readonly task: string;
  readonly shortCode: string;
  readonly fact: string;
  /** A medical bill in the person's pouch. */
  readonly bill: string;
  /** What the person asked about their own data. */
  readonly request: string;
  /** That the person may be due a benefit and should be told of it. */
  readonly lead: string;
  /** A second case, delivered and rated badly. */
  readonly rated: string;
  readonly rating: string;
  /** Name, phone, ID number, words: nothing of them may stand in an answer to another island. */
  readonly secrets: readonly string[];
};

const NAME = '欧阳海燕';
const PHONE = '13957201234';
const ID_NUMBER = syntheticId('330903', '1962-03-08');
const HOSPITAL = '普陀肿瘤专科医院';
const WORDS = '家里漏雨，腿脚不便，想问临时救助';

/** A plea by phone that became an accepted case with papers, a consent, an errand under way and an envelope at the window. */
export const playMatter = async (app: TestApp, world: World, story: Story): Promise<Matter> => {
  const { clerk, helper } = world.by;
  const [household, contact, ask, parcel] = [newId(), newId(), newId(), newId()];
  await app.did(clerk, residents.addHousehold, { id: household, area: world.areas.group1, number: 'G1-017', address: '后岙路 17 号' });
  const resident = await story.resident(clerk, { name: NAME, household, idNumber: ID_NUMBER });
  await app.did(clerk, residents.addContact, { id: contact, resident, kind: 'own_phone', phone: PHONE });
  await app.did(clerk, asks.record, {
    id: ask,
    channel: 'phone',
    resident,
    caller: { name: NAME, phone: PHONE, relation: null },
    words: WORDS,
  });
  const id = await story.open(clerk, 'MZ-001', resident, { ask, answers: ILL, channel: 'phone' });
  await story.give(clerk, id, ...PAPERS);
  await story.did(clerk, cases.acceptCase, { case: id });
  const consent = await story.consent(helper, id, resident, ['proxy_signature', 'submit']);
  const document = await story.document(helper, id);
  await story.errandDone(id, 'fill_form');
  const { code } = await app.did(clerk, custody.register, {
    id: parcel,
    kind: 'envelope',
    caseId: id,
    resident,
    contents: ['household_book'],
    from: { kind: 'resident', name: NAME },
    place: '蚂蚁岛便民服务站',
  });
  const [fact, request, rating] = [newId(), newId(), newId()];
  const known = { id: fact, name: '残疾', value: true, at: '2026-01-05', source: 'visit' as const };
  await app.did(clerk, residents.recordFacts, { resident, facts: [known] });
  await app.did(clerk, residents.askAboutData, { id: request, resident, kind: 'copy', words: '想要一份我的资料', askedOn: '2026-11-02' });
  const bill = newId();
  const picture = await story.document(helper, resident, 'resident');
  const paid = {
    day: '2026-10-12',
    kind: 'outpatient',
    place: HOSPITAL,
    number: '3306012588776611',
    total: '90000',
    selfPaid: '80000',
  } as const;
  await app.did(helper, materials.putBill, { id: bill, resident, document: picture, ...paid });
  const { id: rated } = await story.sent();
  await story.approved(rated);
  await app.did(world.by.approver, cases.resultMade, { case: rated });
  await app.did(helper, cases.delivered, { case: rated, how: 'home', to: 'self', toName: '陈阿姨', place: '一组 12 号' });
  await app.did(clerk, evaluation.rate, { id: rating, case: rated, grade: 1, words: '等了太久', means: 'handed_phone' });
  await publishPolicy(app, world, {
    code: 'DISABLED',
    rule: '残疾',
    examples: [
      { name: '残疾', facts: { 残疾: true }, expect: 'yes' },
      { name: '不是', facts: { 残疾: false }, expect: 'no' },
    ],
  });
  const page = await story.page(clerk, id);
  const idFrom = (text: string, of: string): Promise<string> =>
    withClient(app.db.ownerUrl, async (owner) => (await owner.query<{ id: string }>(text, [of])).rows[0]!.id);
  return {
    household,
    resident,
    contact,
    ask,
    case: id,
    consent,
    document,
    given: await idFrom('select id from materials_given where case_id = $1', id),
    parcel,
    parcelCode: code,
    task: await story.errand(helper, id, 'kin_signs'),
    shortCode: page.case.shortCode,
    fact,
    request,
    lead: await idFrom('select id from discovery_lead where resident = $1', resident),
    rated,
    rating,
    bill,
    secrets: [NAME, PHONE, ID_NUMBER, HOSPITAL, WORDS],
  };
};
