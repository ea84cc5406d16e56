/** The departments that decide the example items: the codes that approvers' posts carry. Numbers are public hotlines. */
export const DEPARTMENTS = {
  civil_affairs: {
    name: { zh: '民政局', en: 'Civil Affairs Bureau' },
    line: { zh: '民政服务热线', en: 'Civil affairs line' },
    phone: '12349',
  },
  human_resources: {
    name: { zh: '人力资源和社会保障局', en: 'Human Resources and Social Security Bureau' },
    line: { zh: '人社服务热线', en: 'Social security line' },
    phone: '12333',
  },
  medical_insurance: {
    name: { zh: '医疗保障局', en: 'Medical Insurance Bureau' },
    line: { zh: '医保服务热线', en: 'Medical insurance line' },
    phone: '12393',
  },
  disabled_federation: {
    name: { zh: '残疾人联合会', en: "Disabled Persons' Federation" },
    line: { zh: '残疾人服务热线', en: 'Line for disabled people' },
    phone: '12385',
  },
  public_security: {
    name: { zh: '公安局', en: 'Public Security Bureau' },
    line: { zh: '公安咨询', en: 'Police enquiries' },
    phone: '12367',
  },
  health: { name: { zh: '卫生健康局', en: 'Health Bureau' }, line: { zh: '卫生健康热线', en: 'Health line' }, phone: '12320' },
  transport: { name: { zh: '交通运输局', en: 'Transport Bureau' }, line: { zh: '交通服务热线', en: 'Transport line' }, phone: '12328' },
  market_supervision: {
    name: { zh: '市场监督管理局', en: 'Market Supervision Bureau' },
    line: { zh: '市场监管热线', en: 'Market supervision line' },
    phone: '12315',
  },
  fisheries: {
    name: { zh: '海洋与渔业局', en: 'Ocean and Fisheries Bureau' },
    line: { zh: '渔业服务热线', en: 'Fisheries line' },
    phone: '12316',
  },
  petitions: { name: { zh: '信访局', en: 'Petitions Bureau' }, line: { zh: '信访服务', en: 'Petitions' }, phone: '12345' },
  town_government: {
    name: { zh: '乡镇人民政府（街道办事处）', en: 'Township government (sub-district office)' },
    line: { zh: '乡镇（街道）社会事务', en: 'Township social affairs' },
    phone: '12345',
  },
} as const satisfies Record<string, { name: { zh: string; en: string }; line: { zh: string; en: string }; phone: string }>;
export type DepartmentCode = keyof typeof DEPARTMENTS;
