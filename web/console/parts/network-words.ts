import type { AREA_KINDS, SITE_KINDS } from '../../../modules/network/contract.ts';
import type { Text } from '../../ui/words.ts';

/** What kinds of areas and sites are called on screen. */
export const AREA_KIND_NAMES: Readonly<Record<(typeof AREA_KINDS)[number], Text>> = {
  province: { zh: '省', en: 'Province' },
  city: { zh: '市', en: 'City' },
  district: { zh: '区县', en: 'District' },
  township: { zh: '乡镇街道', en: 'Township' },
  village: { zh: '村社区', en: 'Village' },
  zone: { zh: '功能区', en: 'Zone' },
  island: { zh: '海岛', en: 'Island' },
  group: { zh: '村民小组', en: 'Village group' },
  grid: { zh: '网格', en: 'Grid' },
};

export const SITE_KIND_NAMES: Readonly<Record<(typeof SITE_KINDS)[number], Text>> = {
  centre: { zh: '政务服务中心', en: 'Service centre' },
  convenience_centre: { zh: '便民服务中心', en: 'Convenience centre' },
  station: { zh: '便民服务站', en: 'Service station' },
  stationed_point: { zh: '驻点', en: 'Stationed point' },
  agent_point: { zh: '代办点', en: 'Agent point' },
  extension_point: { zh: '延伸点', en: 'Extension point' },
  terminal: { zh: '自助终端', en: 'Terminal' },
  bank_point: { zh: '银行网点', en: 'Bank branch' },
  petition_station: { zh: '信访代办站', en: 'Petition station' },
  petition_point: { zh: '信访代办点', en: 'Petition point' },
  harbour_post: { zh: '港口岗', en: 'Harbour post' },
  drift_box: { zh: '漂流箱', en: 'Ferry box' },
};

/** Kinds of sites with a window or counter that someone must staff: nobody there is a gap. */
export const STAFFED: ReadonlySet<(typeof SITE_KINDS)[number]> = new Set([
  'centre',
  'convenience_centre',
  'station',
  'stationed_point',
  'harbour_post',
]);
