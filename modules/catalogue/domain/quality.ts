import type { Text } from '../../../kernel/result.ts';
import { type Condition, type ItemVersion, LABEL_NAMES, type Label, type Limit, STAGES } from '../contract.ts';
import { leaves } from './condition.ts';
import { inOrder } from './errands.ts';

/** A fault in an item's data that would mislead a resident or stop a case. `at` names the part: `materials.id_card`. */
export type Finding = Text & { readonly code: string; readonly at: string };

const find = (code: string, at: string, zh: string, en: string): Finding => ({ code, at, zh, en });
const findIf = (wrong: boolean, ...finding: Parameters<typeof find>): readonly Finding[] => (wrong ? [find(...finding)] : []);

/** All faults of one version; empty = it may be published. The rules are those that auditors of 实施清单 apply, and our own that keep routes walkable. */
export const checkItem = (version: ItemVersion): readonly Finding[] => [
  ...checkLimits(version),
  ...checkVisit(version),
  ...checkMaterials(version),
  ...checkLabels(version),
  ...checkStages(version),
  ...checkRoute(version),
  ...checkConditions(version),
  ...checkKeys(version),
];

/** Faults between the versions of one item: two in force on the same day, or the same number twice. */
export const checkVersions = (versions: readonly ItemVersion[]): readonly Finding[] => {
  const sorted = [...versions].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return sorted.flatMap((version, i) => {
    const next = sorted[i + 1];
    if (next === undefined) return [];
    const at = `${version.code} v${version.version}, v${next.version}`;
    return [
      ...findIf(
        version.validTo === null || version.validTo >= next.validFrom,
        'versions_overlap',
        at,
        '两个版本的有效期重叠，请先给旧版本填上截止日期。',
        'Two versions are in force on the same day: give the older one its last day first.',
      ),
      ...findIf(
        version.version === next.version,
        'version_twice',
        at,
        '版本号重复，请改一个。',
        'The same version number twice: change one.',
      ),
    ];
  });
};

/** Days that a limit is worth at most, to compare limits of different units: 5 working days ≈ 7 days, a month ≈ 30. */
const inDays = ({ n, unit }: Limit): number => (unit === 'working_day' ? (n * 7) / 5 : unit === 'month' ? n * 30 : n);

const checkLimits = ({ limits, handling, validFrom, validTo, fee }: ItemVersion): readonly Finding[] => [
  ...findIf(
    limits.legal !== null && inDays(limits.promised) > inDays(limits.legal),
    'promised_over_legal',
    'limits.promised',
    '承诺时限比法定时限还长，请改短。',
    'The promised time is longer than the legal one: shorten it.',
  ),
  ...findIf(
    (limits.promised.n === 0) !== (handling === 'on_the_spot'),
    'handling_mismatch',
    'handling',
    '即办件的承诺时限是 0，承诺件的不能是 0，请核对。',
    'On the spot means a promised time of 0, promised means more than 0: make them agree.',
  ),
  ...findIf(
    validTo !== null && validTo < validFrom,
    'dates_reversed',
    'validTo',
    '截止日期早于生效日期。',
    'The last day lies before the first.',
  ),
  ...findIf(
    fee.fen.startsWith('-') || (BigInt(fee.fen) > 0n && fee.basis === null),
    'fee_without_basis',
    'fee',
    '收费要写明依据，不能是负数。',
    'A fee needs its legal ground and cannot be negative.',
  ),
];

const checkVisit = ({ visit, channels, result, contacts }: ItemVersion): readonly Finding[] => [
  ...findIf(
    visit.times > 0 && visit.reason === null,
    'visit_without_reason',
    'visit.reason',
    '要群众到现场，就要写明为什么必须到场。',
    'If the person must come, say why.',
  ),
  ...findIf(
    visit.times === 0 && !channels.includes('online') && !result.delivery.some((way) => way !== 'window'),
    'no_visit_no_way',
    'result.delivery',
    '不用到场又不能网办的，结果要能送上门、邮寄或就近领取。',
    'No visit and not online: the result must come home, by post or to a nearby site.',
  ),
  ...findIf(
    visit.alone.trips < visit.times,
    'trips_under_visits',
    'visit.alone.trips',
    '没有代办时要跑的次数，不会少于规定到场的次数。',
    'Without Daiban it cannot take fewer trips than the visits demanded.',
  ),
  ...findIf(contacts.length === 0, 'no_phone', 'contacts', '至少留一个能打通的电话。', 'Give at least one phone number that is answered.'),
];

/** 兜底条款: a name that demands nothing in particular, so that anything may be demanded. */
const CATCH_ALL = /其他材料|其它材料|其他有关|其它有关|相关材料|有关材料|所需材料|等材料|需要的材料/;

const checkMaterials = ({ materials, route }: ItemVersion): readonly Finding[] => [
  ...materials.flatMap((material) => [
    ...findIf(
      CATCH_ALL.test(material.name.zh),
      'catch_all_material',
      `materials.${material.key}`,
      `“${material.name.zh}”是兜底说法，请写清楚是哪一份材料。`,
      `“${material.name.en}” could mean anything: name the paper.`,
    ),
    ...findIf(
      material.source === 'errand' && !route.some((step) => step.yields.includes(material.key)),
      'material_from_nowhere',
      `materials.${material.key}`,
      `“${material.name.zh}”说由代办员去办，但路线里没有一步能拿到它。`,
      `“${material.name.en}” is to come from an errand, but no step yields it.`,
    ),
    ...findIf(
      material.mayFollow !== null && (material.source !== 'applicant' || material.necessity === 'optional'),
      'follow_without_need',
      `materials.${material.key}`,
      `“${material.name.zh}”不向申请人收取或可有可无，不用设容缺。`,
      `“${material.name.en}” is not demanded of the applicant, so it cannot follow later.`,
    ),
  ]),
  ...findIf(
    materials.some((m) => m.mayFollow !== null) &&
      !materials.some((m) => m.mayFollow === null && m.source === 'applicant' && m.necessity === 'required'),
    'all_may_follow',
    'materials',
    '主要材料不能容缺，至少一份要当场收。',
    'The main papers cannot all follow later: at least one must be there.',
  ),
];

const checkLabels = (version: ItemVersion): readonly Finding[] => {
  const earned: Readonly<Record<Label, boolean>> = {
    at_once: version.handling === 'on_the_spot',
    nearby: version.handlingAt.filter(({ level }) => level !== 'assist').length > 1,
    for_you: version.route.some((step) => step.roles.includes('helper')),
    one_visit: version.visit.times <= 1,
    no_meeting: version.visit.times === 0,
    one_net: version.channels.includes('online') || version.channels.includes('app'),
  };
  return version.labels.flatMap((label) =>
    findIf(
      !earned[label],
      'label_not_earned',
      `labels.${label}`,
      `标了“${LABEL_NAMES[label].zh}”，但办理方式、到场次数或路线对不上。`,
      `Labelled “${LABEL_NAMES[label].en}”, but how it is handled, the visits or the route say otherwise.`,
    ),
  );
};

const checkStages = ({ stages, result }: ItemVersion): readonly Finding[] => {
  const order = stages.map(({ stage }) => STAGES.indexOf(stage));
  const has = (stage: (typeof STAGES)[number]): boolean => stages.some((entry) => entry.stage === stage);
  return [
    ...findIf(
      order.some((place, i) => i > 0 && place <= order[i - 1]!),
      'stages_out_of_order',
      'stages',
      '环节要按 告知→受理→承办→批准→办结→送达→评价 的顺序，不能重复。',
      'Stages must follow the seven in their order, each once.',
    ),
    ...findIf(
      !has('accept') || !has('conclude') || !has('rate'),
      'stages_incomplete',
      'stages',
      '受理、办结、评价三个环节少不了。',
      'Accept, conclude and rate cannot be left out.',
    ),
    ...findIf(
      ['card', 'certificate'].includes(result.kind) && !has('deliver'),
      'result_not_delivered',
      'stages',
      '有证照要交到本人手里，缺少“送达”环节。',
      'There is a card or certificate to hand over: the stage “deliver” is missing.',
    ),
    ...findIf(
      /[证卡]$/.test(result.name.zh) && !['card', 'certificate'].includes(result.kind),
      'result_kind_mismatch',
      'result.kind',
      '结果名称以“证”或“卡”结尾，类型应是证照或卡。',
      'The result is named a card or certificate, so its kind must be one.',
    ),
    ...stages.flatMap(({ stage, by, department }) =>
      findIf(
        by === 'department' && department === null,
        'stage_without_department',
        `stages.${stage}`,
        '由部门办的环节要写明是哪个部门。',
        'A stage done by a department must name it.',
      ),
    ),
  ];
};

/** Steps done in the person's name: never without consent (M3). */
const IN_NAME_OF: readonly string[] = ['proxy_signature', 'online_step', 'pay_at_bank', 'collect'];

const checkRoute = ({ route, materials }: ItemVersion): readonly Finding[] => {
  const keys = new Set(route.map((step) => step.key));
  const materialKeys = new Set(materials.map((material) => material.key));
  return [
    ...route.flatMap((step) => [
      ...findIf(
        step.after.some((before) => !keys.has(before)),
        'unknown_step',
        `route.${step.key}.after`,
        `“${step.name.zh}”要等的一步不在路线里。`,
        `“${step.name.en}” waits for a step that is not in the route.`,
      ),
      ...findIf(
        step.yields.some((material) => !materialKeys.has(material)),
        'unknown_material',
        `route.${step.key}.yields`,
        `“${step.name.zh}”拿到的材料不在材料清单里。`,
        `“${step.name.en}” yields a paper that is not among the materials.`,
      ),
      ...findIf(
        IN_NAME_OF.includes(step.kind) && step.consent === null,
        'step_without_consent',
        `route.${step.key}.consent`,
        `“${step.name.zh}”是替人做的，要写明哪几种授权可以。`,
        `“${step.name.en}” is done in the person's name: say which consent suffices.`,
      ),
    ]),
    ...findIf(
      route.every((step) => step.after.every((before) => keys.has(before))) && inOrder(route).length < route.length,
      'route_in_circle',
      'route',
      '路线里有几步互相等待，走不下去。',
      'Some steps of the route wait for one another.',
    ),
  ];
};

const checkConditions = ({ questions, materials, route }: ItemVersion): readonly Finding[] => {
  const places: readonly (readonly [string, Condition | null])[] = [
    ...materials.map((material) => [`materials.${material.key}`, material.neededIf] as const),
    ...route.map((step) => [`route.${step.key}`, step.onlyIf] as const),
  ];
  return [
    ...places.flatMap(([at, condition]) =>
      leaves(condition).flatMap((leaf) => {
        const question = questions.find(({ key }) => key === leaf.answer);
        const fits =
          question !== undefined &&
          ('in' in leaf
            ? leaf.in.every((value) =>
                question.kind === 'yes_no' ? typeof value === 'boolean' : question.options.some((option) => option.value === value),
              )
            : question.kind === 'number');
        return findIf(
          !fits,
          'condition_unanswerable',
          at,
          `条件里的“${leaf.answer}”没有对应的提问，或者答案不在选项里。`,
          `The condition speaks of “${leaf.answer}”, which no question asks for or whose answers differ.`,
        );
      }),
    ),
    ...questions.flatMap((question) =>
      findIf(
        (question.kind === 'choice') !== question.options.length > 1,
        'question_options',
        `questions.${question.key}`,
        '选择题要有两个以上选项，别的题不要选项。',
        'A choice needs two options or more, other questions none.',
      ),
    ),
  ];
};

/** Each list's keys once: answers, papers and errands are found by them. */
const checkKeys = ({ questions, materials, fields, route, waits, handlingAt }: ItemVersion): readonly Finding[] =>
  Object.entries<readonly string[]>({
    questions: questions.map(({ key }) => key),
    materials: materials.map(({ key }) => key),
    fields: fields.map(({ key }) => key),
    route: route.map(({ key }) => key),
    waits: waits.map(({ key }) => key),
    handlingAt: handlingAt.map(({ site }) => site),
  }).flatMap(([at, keys]) =>
    [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))].map((key) =>
      find('key_twice', `${at}.${key}`, `“${key}”出现了两次。`, `“${key}” appears twice.`),
    ),
  );
