import type { ItemVersion, Material, Question, RouteStep } from '../../../modules/catalogue/contract.ts';
import { ANY_CONSENT, choice, FIRM_CONSENT, paper, step, t, when, workingDays, yesNo } from './build.ts';

/** Papers, questions, form fields and errands that many items share. A paper keeps its key everywhere, so that it is asked for once. */

export const idCard: Material = paper('id_card', '居民身份证', 'Identity card', 'original_and_copy', {
  alternatives: [
    { key: 'temporary_id_card', name: t('临时身份证', 'Temporary identity card'), form: 'original', note: null },
    {
      key: 'social_card',
      name: t('社会保障卡', 'Social security card'),
      form: 'original',
      note: t('身份证丢了可以先用社保卡核对身份', 'If the identity card is lost, the social security card will do'),
    },
  ],
  standard: t('在有效期内，四角完整，字能看清', 'In date, all four corners seen, readable'),
});
/** For things that only the identity card itself can do. */
export const idCardOnly: Material = { ...idCard, alternatives: [] };
export const householdBook: Material = paper('household_book', '户口簿', 'Household book', 'original_and_copy', {
  standard: t('首页、户主页和本人页', 'First page, head of household and own page'),
});
export const bankCard: Material = paper('bank_card', '本人银行卡或存折', 'Own bank card or passbook', 'copy', {
  alternatives: [{ key: 'social_card', name: t('已激活的社会保障卡', 'Activated social security card'), form: 'copy', note: null }],
  mayFollow: workingDays(5),
});
export const photo: Material = paper('photo', '近期免冠照片（一寸）', 'Recent portrait photo (one inch)', 'photo', {
  copies: 2,
  mayFollow: workingDays(3),
  standard: t('白底，半年内；没有的我们当场拍', 'White ground, within six months; if there is none we take it'),
});
export const mandate: Material = paper('mandate', '授权委托书', 'Mandate', 'original', {
  neededIf: when('by_proxy'),
  standard: t('写明办什么、办到哪一天，本人签名或按手印', 'Says what for and until when, signed or thumb-printed by the person'),
});
export const agentId: Material = paper('agent_id_card', '代办人身份证', "Agent's identity card", 'copy', { neededIf: when('by_proxy') });
export const villageOpinion: Material = paper(
  'village_opinion',
  '村（居）委会盖章的情况说明',
  "Statement stamped by the villagers' committee",
  'original',
  {
    source: 'errand',
  },
);
export const incomeCheck: Material = paper(
  'income_check',
  '家庭经济状况核对授权书',
  'Authorisation to check household finances',
  'original',
  {
    standard: t('全家成年人都要签；走不动的我们上门签', 'Signed by every adult of the household; we come to those who cannot walk'),
  },
);
export const lowIncomeProof: Material = paper('low_income_proof', '低保（低边）认定信息', 'Low-income status', 'electronic', {
  source: 'office',
});
export const disabilityCard: Material = paper('disability_card', '残疾人证', 'Disability certificate', 'original_or_copy');

export const byProxy: Question = yesNo('by_proxy', '是托别人来办吗？', 'Is somebody else applying for the person?');
export const hasSmartphone: Question = yesNo('has_smartphone', '会用智能手机吗？', 'Does the person use a smartphone?');
export const canSign: Question = yesNo('can_sign', '本人能到场签字吗？', 'Can the person come and sign?');
export const canWalk: Question = yesNo('can_walk', '本人走得动、出得了门吗？', 'Can the person leave the house?');
export const payWay: Question = choice('pay_way', t('钱打到哪里？', 'Where should the money go?'), [
  ['own_account', '打到本人账户', 'To the person’s own account'],
  ['collected', '走不开，托人代领', 'Cannot come: somebody collects it'],
]);

export const personFields: ItemVersion['fields'] = [
  { key: 'name', name: t('姓名', 'Name'), kind: 'line', options: [], required: true, from: 'resident' },
  { key: 'id_number', name: t('公民身份号码', 'Identity number'), kind: 'id_number', options: [], required: true, from: 'resident' },
  { key: 'address', name: t('住址', 'Address'), kind: 'address', options: [], required: true, from: 'resident' },
  { key: 'phone', name: t('联系电话', 'Phone'), kind: 'phone', options: [], required: false, from: 'resident' },
];
export const moneyFields: ItemVersion['fields'] = [
  ...personFields,
  { key: 'bank_account', name: t('银行卡号', 'Bank account'), kind: 'bank_card', options: [], required: true, from: 'material' },
];
export const householdFields: ItemVersion['fields'] = [
  ...moneyFields,
  { key: 'members', name: t('家庭人口', 'Household members'), kind: 'number', options: [], required: true, from: 'household' },
  { key: 'income', name: t('家庭月收入', 'Household income a month'), kind: 'money', options: [], required: true, from: 'asked' },
  { key: 'hardship', name: t('困难情况', 'What makes it hard'), kind: 'prose', options: [], required: true, from: 'asked' },
];

// Errands. Each factory says what it waits for, so that a route reads as a list.
export const fillForm = (...after: string[]): RouteStep =>
  step('fill_form', 'fill_form', '照材料替他把表填好', 'Fill in the form from the papers', { after });
export const villageStamp = (...after: string[]): RouteStep =>
  step('village_stamp', 'stamp', '到村（居）委会盖章', "Get the villagers' committee's stamp", {
    place: 'village',
    after,
    yields: ['village_opinion'],
  });
export const kinSigns = (...after: string[]): RouteStep =>
  step('kin_signs', 'proxy_signature', '请家属当面代签', 'A relative signs in front of the helper', {
    place: 'home',
    after,
    roles: ['helper'],
    onlyIf: when('can_sign', false),
    consent: ANY_CONSENT,
  });
export const signAtHome = (...after: string[]): RouteStep =>
  step('sign_at_home', 'photo', '上门请本人签字、拍照留底', 'Go to the home for the signature, and take a picture of it', {
    place: 'home',
    after,
    roles: ['helper'],
    onlyIf: when('can_walk', false),
  });
export const submit = (...after: string[]): RouteStep =>
  step('submit', 'submit', '录入系统，报主管部门', 'Enter it and hand it to the department', { after, roles: ['clerk', 'helper'] });
export const deliverHome = (...after: string[]): RouteStep =>
  step('deliver_home', 'deliver', '送到家里，当面签收', 'Bring it home, signed for', { place: 'home', after, roles: ['helper'] });
export const collectCard = (...after: string[]): RouteStep =>
  step('collect_result', 'collect', '到办证窗口领取', 'Collect it at the issuing window', {
    place: 'centre',
    after,
    roles: ['helper', 'clerk'],
    consent: ANY_CONSENT,
  });
export const carryBack = (...after: string[]): RouteStep =>
  step('carry_back', 'carry', '随船（车）带回站点', 'Carry it back to the station', { place: 'boat', after, roles: ['helper'] });
export const collectMoney = (...after: string[]): RouteStep =>
  step('collect_money', 'collect', '代领现金，两人点清', 'Collect the cash, counted by two', {
    place: 'bank',
    after,
    roles: ['helper'],
    onlyIf: when('pay_way', 'collected'),
    consent: FIRM_CONSENT,
  });
export const moneyHome = (...after: string[]): RouteStep =>
  step('money_home', 'deliver', '把现金送到家，当面点清签收', 'Bring the cash home, counted and signed for', {
    place: 'home',
    after,
    roles: ['helper'],
    onlyIf: when('pay_way', 'collected'),
  });
export const tell = (...after: string[]): RouteStep =>
  step('tell', 'call', '打电话告诉他办好了', 'Ring to say that it is done', { place: 'site', after });
