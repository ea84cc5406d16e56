import type { ItemVersion } from '../../../modules/catalogue/contract.ts';
import { ANY_CONSENT, AT_ONCE, alone, item, paper, SHANGHAI, stages, step, t, when, workingDays, yesNo } from './build.ts';
import {
  agentId,
  byProxy,
  canWalk,
  deliverHome,
  fillForm,
  householdBook,
  idCard,
  kinSigns,
  mandate,
  personFields,
  photo,
  submit,
  tell,
} from './papers.ts';

const medicalRecord = paper('medical_record', '病历和诊断证明', 'Medical record and diagnosis', 'copy', {
  alternatives: [{ key: 'discharge_summary', name: t('出院小结', 'Discharge summary'), form: 'copy', note: null }],
  standard: t('医院盖章，写明病名和日期', 'Stamped by the hospital, with the illness and the date'),
});
const _bills = paper('medical_bills', '医疗费发票', 'Medical bills', 'original', {
  alternatives: [
    {
      key: 'electronic_bill',
      name: t('电子发票', 'Electronic bill'),
      form: 'electronic',
      note: t('手机里的截图发给我们也行', 'A picture from the phone will do'),
    },
  ],
});
const _billList = paper('bill_list', '费用清单', 'Itemised list of costs', 'original_or_copy', { mayFollow: workingDays(10) });
const _paidOut = (within = workingDays(10)): ItemVersion['waits'][number] => ({
  key: 'bank_payment',
  name: t('报销款到账', 'The money arrives'),
  whose: 'bank',
  after: 'approve',
  within,
  otherwise: t('打医保电话查拨付日期，再核对卡号', 'Ring the insurance for the date of payment, then check the account'),
});
const _money = (zh: string, en: string): ItemVersion['result'] => ({ kind: 'money', name: t(zh, en), delivery: ['bank'] });
const _claimRoute = [fillForm(), kinSigns('fill_form'), submit('fill_form', 'kin_signs'), tell('submit')];

export const CARE: readonly ItemVersion[] = [
  item({
    code: 'YB-005',
    name: t('社区医疗互助帮困计划', 'Community mutual aid for medical costs'),
    aliases: ['互助帮困', '医疗互助', '帮困计划'],
    summary: t(
      '没有医保的老人参加互助帮困，看门诊、住院都能按比例补。',
      'Elders without insurance join the community plan and get part of their costs back.',
    ),
    level: 'town',
    department: 'town_government',
    areas: [SHANGHAI],
    legalBasis: ['《上海市社会救助条例》第五十五条', '社区医疗互助帮困计划（示例）'],
    whoMayApply: t(
      '支援外地建设退休回沪定居等符合计划规定的居民。',
      'Residents named by the plan, such as those who came home after working elsewhere.',
    ),
    questions: [yesNo('has_other_insurance', '有别的医疗保险吗？', 'Is there any other medical insurance?'), canWalk, byProxy],
    materials: [
      idCard,
      householdBook,
      paper('pension_proof', '外地养老金领取凭证', 'Proof of a pension from elsewhere', 'original_or_copy', { mayFollow: workingDays(10) }),
      paper('insurance_proof', '外地医保停保证明', 'Proof that insurance elsewhere has ended', 'original_or_copy', {
        neededIf: when('has_other_insurance'),
        mayFollow: workingDays(10),
      }),
      photo,
      mandate,
      agentId,
    ],
    fields: personFields,
    stages: stages('town_government'),
    promised: workingDays(10),
    visit: { times: 0, reason: null, alone: alone(2, 3, 10) },
    route: [
      fillForm(),
      step('sign_at_home', 'photo', '上门签字、拍照', 'Signature and photo at home', {
        place: 'home',
        after: ['fill_form'],
        roles: ['helper'],
        onlyIf: when('can_walk', false),
      }),
      submit('fill_form', 'sign_at_home'),
      deliverHome('submit'),
    ],
    result: { kind: 'card', name: t('互助帮困医疗卡', 'Mutual-aid medical card'), delivery: ['home', 'site'] },
    labels: ['nearby', 'for_you', 'no_meeting'],
  }),
  item({
    code: 'YB-006',
    name: t('老年照护统一需求评估（长护险）', 'Assessment of the need for care'),
    aliases: ['长护险', '照护评估', '护理评估', '请人照顾'],
    summary: t(
      '60 岁以上、生活要人照顾的老人，评估员上门看，按等级安排护理员上门服务。',
      'Assessors come to elders over 60 who need care; by grade a carer comes to the home.',
    ),
    department: 'medical_insurance',
    areas: [SHANGHAI],
    legalBasis: ['《上海市老年人权益保障条例》第三十条', '上海市老年照护统一需求评估办法（示例）'],
    whoMayApply: t(
      '60 岁以上、参加医保、生活自理有困难的本市老人。',
      'Insured residents over 60 who have difficulty in looking after themselves.',
    ),
    questions: [byProxy, canWalk],
    materials: [
      idCard,
      paper('social_card', '社会保障卡（医保卡）', 'Social security (insurance) card', 'original_or_copy'),
      { ...medicalRecord, mayFollow: workingDays(5), neededIf: null },
      mandate,
      agentId,
    ],
    fields: [
      ...personFields,
      {
        key: 'home_visit_time',
        name: t('方便上门的时间', 'When the visit suits'),
        kind: 'line',
        options: [],
        required: true,
        from: 'asked',
      },
    ],
    promised: workingDays(15),
    legal: workingDays(30),
    visit: { times: 0, reason: null, alone: alone(2, 3, 10) },
    route: [
      fillForm(),
      submit('fill_form'),
      step('assess_at_home', 'assess', '陪评估员上门评估', 'Take the assessors to the home', {
        place: 'home',
        after: ['submit'],
        roles: ['helper', 'referrer'],
      }),
      tell('assess_at_home'),
      deliverHome('assess_at_home'),
    ],
    waits: [
      {
        key: 'carer_starts',
        name: t('护理员开始上门', 'The carer starts to come'),
        whose: 'department',
        after: 'deliver',
        within: workingDays(10),
        otherwise: t('联系护理机构排班', 'Ring the care provider about its roster'),
      },
    ],
    result: { kind: 'decision', name: t('照护等级评估报告', 'Report on the grade of care'), delivery: ['home'] },
    labels: ['nearby', 'for_you', 'no_meeting'],
  }),
  item({
    code: 'YB-007',
    name: t('门急诊就医记录册换领', 'New medical booklet'),
    aliases: ['病历本', '病历用完了', '就医记录册', '医保本'],
    summary: t(
      '病历本写满了，我们拿去换一本新的，当天送回家。',
      'When the booklet is full we fetch a new one and bring it home the same day.',
    ),
    department: 'medical_insurance',
    areas: [SHANGHAI],
    legalBasis: ['上海市基本医疗保险就医记录册管理规定（示例）'],
    whoMayApply: t('参加本市医保的人。', 'Anyone insured in the city.'),
    materials: [
      paper('social_card', '社会保障卡（医保卡）', 'Social security (insurance) card', 'original'),
      paper('old_booklet', '写满的记录册', 'The full booklet', 'original', { necessity: 'optional' }),
    ],
    fields: personFields,
    stages: stages('medical_insurance', 'approve'),
    promised: AT_ONCE,
    visit: { times: 0, reason: null, alone: alone(1, 2, 6) },
    route: [
      step('collect_booklet', 'collect', '凭卡领新册', 'Collect the new booklet with the card', { place: 'centre', consent: ANY_CONSENT }),
      deliverHome('collect_booklet'),
    ],
    result: { kind: 'record', name: t('新的就医记录册', 'A new booklet'), delivery: ['home', 'site'] },
    labels: ['at_once', 'nearby', 'for_you', 'no_meeting', 'one_visit'],
  }),
];
