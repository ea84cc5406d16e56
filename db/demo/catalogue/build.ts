import type {
  Condition,
  ConsentKind,
  ItemVersion,
  Limit,
  Material,
  Question,
  RouteStep,
  Stage,
} from '../../../modules/catalogue/contract.ts';
import { STAGES } from '../../../modules/catalogue/contract.ts';
import { DEPARTMENTS, type DepartmentCode } from './departments.ts';

/** Builders that keep the example items short: what offices have in common is said once here, what an item has of its own stands in its file. */

type Words = { readonly zh: string; readonly en: string };
export const t = (zh: string, en: string): Words => ({ zh, en });

/** Areas that offer an item: paths as in `kernel/area.ts`. */
export const ZHEJIANG = '33.';
export const ZHOUSHAN = '33.3309.';
export const PUTUO = '33.3309.330903.';
export const SHANGHAI = '31.';
export const HUBEI = '42.';
export const EZHOU = '42.4207.';
const EVERYWHERE: string[] = [ZHEJIANG, SHANGHAI, HUBEI];

export const days = (n: number): Limit => ({ n, unit: 'day' });
export const workingDays = (n: number): Limit => ({ n, unit: 'working_day' });
export const months = (n: number): Limit => ({ n, unit: 'month' });
export const AT_ONCE: Limit = workingDays(0);

/** What going there oneself takes. @param yuan fare there and back, whole yuan */
export const alone = (trips: number, hoursEach: number, yuan: number): ItemVersion['visit']['alone'] => ({
  trips,
  hoursEach,
  fareEach: String(yuan * 100),
});

export const ANY_CONSENT: ConsentKind[] = ['signature', 'voice', 'video', 'witness', 'remote_message'];
/** For signing and for taking money: what was only said on the phone is too little. */
export const FIRM_CONSENT: ConsentKind[] = ['signature', 'video', 'witness'];
export const SIGNED: ConsentKind[] = ['signature'];

export const yesNo = (key: string, zh: string, en: string): Question => ({ key, ask: t(zh, en), kind: 'yes_no', options: [] });
export const choice = (key: string, ask: Words, options: readonly (readonly [value: string, zh: string, en: string])[]): Question => ({
  key,
  ask,
  kind: 'choice',
  options: options.map(([value, zh, en]) => ({ value, name: t(zh, en) })),
});
export const numberAsked = (key: string, zh: string, en: string): Question => ({ key, ask: t(zh, en), kind: 'number', options: [] });

export const when = (answer: string, ...values: (string | boolean)[]): Condition => ({ answer, in: values.length === 0 ? [true] : values });
export const not = (condition: Condition): Condition => ({ not: condition });

type PaperParts = Partial<Omit<Material, 'key' | 'name' | 'form'>>;
export const paper = (key: string, zh: string, en: string, form: Material['form'], parts: PaperParts = {}): Material => ({
  key,
  name: t(zh, en),
  form,
  copies: 1,
  necessity: 'required',
  source: 'applicant',
  alternatives: [],
  neededIf: null,
  mayFollow: null,
  standard: null,
  ...parts,
});

type StepParts = Partial<Omit<RouteStep, 'key' | 'kind' | 'name'>>;
export const step = (key: string, kind: RouteStep['kind'], zh: string, en: string, parts: StepParts = {}): RouteStep => ({
  key,
  kind,
  name: t(zh, en),
  roles: ['helper', 'clerk'],
  place: 'site',
  after: [],
  onlyIf: null,
  consent: null,
  yields: [],
  ...parts,
});

const STAGE_SAYS: Readonly<Record<Stage, Words>> = {
  inform: t('一次说清要带什么、多久办好、谁来跑。', 'Say once what to bring, how long it takes and who does the errands.'),
  accept: t('材料收齐就受理，给一张回执。', 'Accept when the papers are there, and give a receipt.'),
  handle: t('填表、盖章、核对，按路线一件件办。', 'Forms, stamps and checks, one errand after the other.'),
  approve: t('主管部门审核决定。', 'The department in charge decides.'),
  conclude: t('结果录入，材料归档。', 'The result is entered and the papers are filed.'),
  deliver: t('结果送到家里或就近领取，当面签收。', 'The result comes home or to the nearest station, signed for.'),
  rate: t('请本人评一评办得好不好。', 'The person says how well it was done.'),
};
const STAGE_BY: Readonly<Record<Stage, ItemVersion['stages'][number]['by']>> = {
  inform: 'window',
  accept: 'window',
  handle: 'helper',
  approve: 'department',
  conclude: 'window',
  deliver: 'helper',
  rate: 'resident',
};
/** The seven stages, less those that the item leaves out, decided by one department. */
export const stages = (department: DepartmentCode, ...without: Stage[]): ItemVersion['stages'] =>
  STAGES.filter((stage) => !without.includes(stage)).map((stage) => ({
    stage,
    by: STAGE_BY[stage],
    department: STAGE_BY[stage] === 'department' ? department : null,
    says: STAGE_SAYS[stage],
  }));

/** Which kinds of sites go how far with it. */
const AT_VILLAGE: ItemVersion['handlingAt'] = [
  { site: 'centre', level: 'full' },
  { site: 'convenience_centre', level: 'full' },
  { site: 'station', level: 'delegated' },
  { site: 'stationed_point', level: 'collect_only' },
  { site: 'agent_point', level: 'collect_only' },
];
export const COLLECTED_NEARBY: ItemVersion['handlingAt'] = [
  { site: 'centre', level: 'full' },
  { site: 'convenience_centre', level: 'delegated' },
  { site: 'station', level: 'collect_only' },
  { site: 'stationed_point', level: 'collect_only' },
  { site: 'agent_point', level: 'assist' },
];
export const WITH_BANK: ItemVersion['handlingAt'] = [...COLLECTED_NEARBY, { site: 'bank_point', level: 'full' }];

type Required = 'code' | 'name' | 'summary' | 'legalBasis' | 'whoMayApply' | 'materials' | 'route' | 'result' | 'visit' | 'labels';
type Parts = Pick<ItemVersion, Required> &
  Partial<Omit<ItemVersion, Required | 'department' | 'limits'>> & {
    readonly department: DepartmentCode;
    readonly promised: Limit;
    readonly legal?: Limit;
    readonly notCounted?: ItemVersion['limits']['notCounted'];
  };

/** An example item in force from 2026 on. What is not said is the usual: free, by proxy with any consent, at the window, at home and by phone. */
export const item = ({ department, promised, legal, notCounted, ...parts }: Parts): ItemVersion => ({
  version: 1,
  validFrom: '2026-01-01',
  validTo: null,
  example: true,
  areas: EVERYWHERE,
  aliases: [],
  level: 'district',
  department: { code: department, name: DEPARTMENTS[department].name },
  subjects: ['person'],
  byProxy: ANY_CONSENT,
  conditions: [],
  questions: [],
  fields: [],
  stages: stages(department),
  handling: promised.n === 0 ? 'on_the_spot' : 'promised',
  limits: { legal: legal ?? null, promised, notCounted: notCounted ?? [] },
  fee: { fen: '0', basis: null },
  channels: ['window', 'home', 'phone'],
  contacts: [
    { name: DEPARTMENTS[department].line, phone: DEPARTMENTS[department].phone },
    { name: t('政务服务便民热线', 'Government service line'), phone: '12345' },
  ],
  places: [
    {
      where: t('就近的便民服务站、便民服务中心或政务服务中心', 'The nearest village station, township centre or service centre'),
      hours: t(
        '工作日 8:30–11:30，14:00–17:00；海岛站周末有人值班',
        'Working days 8:30–11:30 and 14:00–17:00; island stations are staffed at weekends',
      ),
    },
  ],
  waits: [],
  handlingAt: AT_VILLAGE,
  ...parts,
});
