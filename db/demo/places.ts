import { APPROVERS, type DemoDistrict, type Draft, HOURS, head, ISLAND_HOURS, official, staffMaker } from './place-parts.ts';
import { randomFrom } from './random.ts';

/** The network of the five places, as data. Numbers are the accounts' own; people are invented. */

/** 普陀区: 蚂蚁岛 and 白沙岛, 10 township petition stations, 91 village points, 260 helpers, one box on the ferry. */
const putuo = (): DemoDistrict => {
  const random = randomFrom(330903);
  const base = official('330903');
  const draft: Draft = { areas: [...base.townships, ...base.villages], sites: [], staff: [] };
  const add = staffMaker(draft, random);
  const myd = `${base.root}myd.`;
  const bsd = `${base.root}bsd.`;
  draft.areas.push({ path: myd, kind: 'island', name: '蚂蚁岛', officialCode: null, aliases: ['蚂蚁岛管委会', '蚂蚁岛村'] });
  for (let g = 1; g <= 5; g += 1)
    draft.areas.push({ path: `${myd}g${g}.`, kind: 'group', name: `蚂蚁岛${'一二三四五'[g - 1]}组`, officialCode: null, aliases: [] });
  draft.areas.push({ path: bsd, kind: 'island', name: '白沙岛', officialCode: null, aliases: ['白沙岛管委会', '白沙港村'] });
  for (let g = 1; g <= 3; g += 1)
    draft.areas.push({ path: `${bsd}g${g}.`, kind: 'group', name: `白沙岛${'一二三'[g - 1]}组`, officialCode: null, aliases: [] });

  draft.sites.push({ key: 'centre', area: base.root, kind: 'centre', name: '普陀区政务服务中心', phone: '0580-3010000', hours: HOURS });
  draft.sites.push({ key: 'myd', area: myd, kind: 'station', name: '蚂蚁岛便民服务站', phone: '0580-3190001', hours: ISLAND_HOURS });
  draft.sites.push({ key: 'bsd', area: bsd, kind: 'station', name: '白沙岛便民服务站', phone: '0580-3190002', hours: ISLAND_HOURS });
  draft.sites.push({
    key: 'pier',
    area: `${base.root}004.`,
    kind: 'harbour_post',
    name: '朱家尖码头海上信访驿站',
    phone: '0580-3190003',
    hours: '每天 7:00–17:30',
  });
  draft.sites.push({ key: 'box', area: bsd, kind: 'drift_box', name: '白沙—朱家尖航线漂流便民箱', phone: null, hours: '随船' });
  draft.sites.push({
    key: 'bank',
    area: myd,
    kind: 'bank_point',
    name: '蚂蚁岛政银合作网点',
    phone: '0580-3190004',
    hours: '周一至周五 9:00–15:30',
  });

  head(add, 'putuo', base.root, 'centre', APPROVERS);
  add({ role: 'clerk', title: '综合窗口', site: 'centre', area: base.root, account: 'putuo-clerk' });
  add({ role: 'coordinator', title: '蚂蚁岛服务站站长', site: 'myd', area: myd, account: 'mayi-coordinator' });
  add({ role: 'clerk', title: '综合窗口', site: 'myd', area: myd, account: 'mayi-clerk' });
  add({ role: 'referrer', title: '老龄干部', site: 'myd', area: myd, account: 'mayi-referrer' });
  add({ role: 'partner', title: '银行柜员', site: 'bank', area: myd, account: 'mayi-bank' });
  add({ role: 'clerk', title: '综合窗口', site: 'bsd', area: bsd, account: 'baisha-clerk' });
  add({ name: '林海燕', role: 'helper', title: '跑小二', site: 'bsd', area: bsd, account: 'baisha-helper' });
  add({
    role: 'helper',
    title: '漂流箱看管员',
    site: 'pier',
    area: `${base.root}004.`,
    ranges: [`${base.root}004.`, bsd],
    account: 'pier-keeper',
  });
  add({ name: '李海波', role: 'helper', title: '跑小二', site: 'myd', area: myd, account: 'mayi-helper' });
  add({ name: '王丽君', role: 'helper', title: '跑小二', site: 'myd', area: myd, account: 'mayi-helper2' });

  // 10 township petition stations: the nine townships and 蚂蚁岛; 91 village points; 260 helpers in all.
  const stations = [...base.townships, { path: myd, name: '蚂蚁岛' }];
  stations.forEach((town, i) => {
    draft.sites.push({
      key: `ps${i}`,
      area: town.path,
      kind: 'petition_station',
      name: `${town.name}信访代办站`,
      phone: `0580-31${String(20000 + i).slice(1)}`,
      hours: HOURS,
    });
    for (let n = 0; n < 4; n += 1) add({ role: 'helper', title: '信访代办员', site: `ps${i}`, area: town.path, employment: 'part_time' });
  });
  base.townships.forEach((town, i) => {
    draft.sites.push({
      key: `cc${i}`,
      area: town.path,
      kind: 'convenience_centre',
      name: `${town.name}便民服务中心`,
      phone: null,
      hours: HOURS,
    });
    for (let n = 0; n < 2; n += 1) add({ role: 'clerk', title: '综合窗口', site: `cc${i}`, area: town.path });
  });
  const points = base.villages.slice(0, 91);
  points.forEach((village, i) => {
    draft.sites.push({
      key: `pp${i}`,
      area: village.path,
      kind: 'petition_point',
      name: `${village.name}信访代办点`,
      phone: null,
      hours: null,
    });
    add({ role: 'helper', title: '村级代办员', site: `pp${i}`, area: village.path, employment: 'part_time' });
    add({ role: 'helper', title: '志愿者', site: `pp${i}`, area: village.path, employment: 'volunteer' });
  });
  const helpers = draft.staff.filter((s) => s.role === 'helper').length;
  for (let n = helpers; n < 260; n += 1) {
    const i = n % points.length;
    add({ role: 'helper', title: '志愿者', site: `pp${i}`, area: points[i]!.path, employment: 'volunteer' });
  }
  return { code: '330903', name: base.name, root: base.root, above: base.above, ...draft };
};

/** 静安区: three sub-districts, 4 grids each of 3 neighbourhood committees and 10 buildings, 12 residential areas, 37 office buildings. */
const jingan = (): DemoDistrict => {
  const random = randomFrom(310106);
  const base = official('310106');
  const chosen = ['011', '012', '022'];
  const townships = base.townships.filter((t) => chosen.some((c) => t.path.endsWith(`.${c}.`)));
  const villages = base.villages.filter((v) => townships.some((t) => v.path.startsWith(t.path)));
  const draft: Draft = { areas: [...townships, ...villages], sites: [], staff: [] };
  const add = staffMaker(draft, random);
  draft.sites.push({ key: 'centre', area: base.root, kind: 'centre', name: '静安区行政服务中心', phone: '021-63170000', hours: HOURS });
  head(add, 'jingan', base.root, 'centre', APPROVERS);
  add({ role: 'clerk', title: '综合窗口', site: 'centre', area: base.root, account: 'jingan-clerk' });
  townships.forEach((town, t) => {
    draft.sites.push({
      key: `cc${t}`,
      area: town.path,
      kind: 'convenience_centre',
      name: `${town.name}社区事务受理服务中心`,
      phone: `021-631700${10 + t}`,
      hours: '周一至周六 8:30–16:30',
    });
    for (let n = 0; n < 4; n += 1)
      add({ role: 'clerk', title: '综合窗口', site: `cc${t}`, area: town.path, ...(n === 0 ? { account: `jingan-clerk-${t + 1}` } : {}) });
    add({ role: 'coordinator', title: '帮办队长', site: `cc${t}`, area: town.path, account: `jingan-coordinator-${t + 1}` });
  });
  // 南京西路: 12 committees in 4 grids, and 37 office buildings shared among them.
  const njx = townships.find((t) => t.path.endsWith('.012.'))!;
  const committees = villages.filter((v) => v.path.startsWith(njx.path)).slice(0, 12);
  let building = 0;
  for (let g = 0; g < 4; g += 1) {
    const grid = `${njx.path}w${g + 1}.`;
    draft.areas.push({
      path: grid,
      kind: 'grid',
      name: `南京西路第${'一二三四'[g]}网格`,
      officialCode: null,
      aliases: committees.slice(g * 3, g * 3 + 3).map((c) => c.name),
    });
    draft.sites.push({
      key: `grid${g}`,
      area: grid,
      kind: 'extension_point',
      name: `第${'一二三四'[g]}网格延伸服务点`,
      phone: null,
      hours: '周一至周五 9:00–17:00',
    });
    const ranges = [grid, ...committees.slice(g * 3, g * 3 + 3).map((c) => c.path)];
    for (let n = 0; n < 4; n += 1)
      add({
        role: 'helper',
        title: '上门帮办队员',
        site: `grid${g}`,
        area: grid,
        ranges,
        ...(g === 0 && n === 0 ? { account: 'jingan-helper' } : {}),
      });
    add({ role: 'referrer', title: n3(g), site: `grid${g}`, area: grid, ranges, ...(g === 0 ? { account: 'jingan-referrer' } : {}) });
    for (let b = 0; b < (g < 3 ? 10 : 7); b += 1) {
      building += 1;
      draft.sites.push({
        key: `office${building}`,
        area: grid,
        kind: 'extension_point',
        name: `静安楼宇服务点 ${building} 号`,
        phone: null,
        hours: null,
      });
    }
  }
  const zjx = townships.find((t) => t.path.endsWith('.022.'))!;
  add({ role: 'referrer', title: '养老顾问', site: `cc${townships.indexOf(zjx)}`, area: zjx.path, account: 'zhijiang-referrer' });
  villages
    .filter((v) => v.path.startsWith(zjx.path))
    .slice(0, 12)
    .forEach((v, i) => {
      draft.sites.push({
        key: `live${i}`,
        area: v.path,
        kind: 'extension_point',
        name: `${v.name}远程视频窗口`,
        phone: null,
        hours: '周一至周五 9:00–16:30',
      });
      add({
        role: 'helper',
        title: '居民区帮办员',
        site: `live${i}`,
        area: v.path,
        ...(i === 0 ? { account: 'zhijiang-helper', ranges: [zjx.path] } : {}),
      });
    });
  return { code: '310106', name: base.name, root: base.root, above: base.above, ...draft };
};
const n3 = (g: number): string => ['养老顾问', '助残员', '老龄干部', '民政干部'][g]!;

/** 华容区: 1 district centre, 5 township centres, 76 village stations, 113 helpers. */
const huarong = (): DemoDistrict => {
  const random = randomFrom(420703);
  const base = official('420703');
  const five = ['100', '102', '103', '200', '201'];
  const townships = base.townships.filter((t) => five.some((c) => t.path.endsWith(`.${c}.`)));
  const villages = base.villages.filter((v) => townships.some((t) => v.path.startsWith(t.path))).slice(0, 76);
  const draft: Draft = { areas: [...townships, ...villages], sites: [], staff: [] };
  const add = staffMaker(draft, random);
  draft.sites.push({ key: 'centre', area: base.root, kind: 'centre', name: '华容区政务服务中心', phone: '0711-3580000', hours: HOURS });
  head(add, 'huarong', base.root, 'centre', [...APPROVERS, ['transport', '交通局制卡']]);
  add({ role: 'clerk', title: '综合窗口', site: 'centre', area: base.root, account: 'huarong-clerk' });
  add({ role: 'helper', title: '物件周转员', site: 'centre', area: base.root, account: 'huarong-carrier' });
  townships.forEach((town, t) => {
    const account = town.name === '庙岭镇';
    draft.sites.push({
      key: `cc${t}`,
      area: town.path,
      kind: 'convenience_centre',
      name: `${town.name}便民服务中心`,
      phone: `0711-35800${10 + t}`,
      hours: HOURS,
    });
    for (let n = 0; n < 3; n += 1)
      add({
        role: 'clerk',
        title: '综合窗口',
        site: `cc${t}`,
        area: town.path,
        ...(account && n === 0 ? { account: 'miaoling-clerk' } : {}),
      });
    for (let n = 0; n < 4; n += 1)
      add({
        role: 'helper',
        title: '镇级代办员',
        site: `cc${t}`,
        area: town.path,
        ...(account && n === 0 ? { account: 'miaoling-helper' } : {}),
      });
  });
  villages.forEach((village, v) => {
    draft.sites.push({ key: `vs${v}`, area: village.path, kind: 'station', name: `${village.name}便民服务站`, phone: null, hours: HOURS });
    add({ role: 'helper', title: '村级代办员', site: `vs${v}`, area: village.path, employment: v % 3 === 0 ? 'full_time' : 'part_time' });
  });
  for (let n = draft.staff.filter((s) => s.role === 'helper').length; n < 113; n += 1) {
    const v = villages[n % villages.length]!;
    add({ role: 'helper', title: '志愿者', site: `vs${n % villages.length}`, area: v.path, employment: 'volunteer' });
  }
  return { code: '420703', name: base.name, root: base.root, above: base.above, ...draft };
};

/** Small island villages of 舟山 outside 普陀, by district; islands that the official list lacks are areas of ours all the same. */
const ISLANDS: Readonly<Record<string, readonly { key: string; name: string; services: number; aliases?: readonly string[] }[]>> = {
  '330902': [
    { key: 'dpd', name: '大鹏岛', services: 72 },
    { key: 'djd', name: '东岠岛', services: 82, aliases: ['东岬岛'] },
    { key: 'wlc', name: '五联岛', services: 40 },
    { key: 'dmd', name: '大猫岛', services: 45 },
  ],
  '330921': [
    { key: 'gsd', name: '官山岛', services: 38 },
    { key: 'dst', name: '大沙头', services: 30 },
    { key: 'djs', name: '大蛟山岛', services: 28 },
  ],
  '330922': [
    { key: 'bxd', name: '壁下岛', services: 35 },
    { key: 'lhd', name: '绿华岛', services: 41 },
    { key: 'thd', name: '滩浒岛', services: 33 },
    { key: 'xsd', name: '悬水岛', services: 26 },
  ],
};

const islands = (code: string, place: string): DemoDistrict => {
  const random = randomFrom(Number(code));
  const base = official(code);
  const draft: Draft = { areas: [...base.townships], sites: [], staff: [] };
  const add = staffMaker(draft, random);
  draft.sites.push({
    key: 'centre',
    area: base.root,
    kind: 'centre',
    name: `${base.name}政务服务中心`,
    phone: '0580-2020000',
    hours: HOURS,
  });
  head(add, place, base.root, 'centre', APPROVERS);
  add({ role: 'clerk', title: '综合窗口', site: 'centre', area: base.root, account: `${place}-clerk` });
  for (const island of ISLANDS[code]!) {
    const path = `${base.root}${island.key}.`;
    draft.areas.push({ path, kind: 'island', name: island.name, officialCode: null, aliases: [...(island.aliases ?? [])] });
    draft.sites.push({
      key: island.key,
      area: path,
      kind: 'station',
      name: `${island.name}便民服务站`,
      phone: `0580-20${random.int(10000, 99999)}`,
      hours: ISLAND_HOURS,
    });
    add({ role: 'clerk', title: '综合窗口', site: island.key, area: path, ...(island.key === 'dpd' ? { account: 'dapeng-clerk' } : {}) });
    add({
      role: 'helper',
      title: '海岛代办员',
      site: island.key,
      area: path,
      ...(island.key === 'djd' ? { account: 'dongju-helper' } : {}),
    });
  }
  return { code, name: base.name, root: base.root, above: base.above, ...draft };
};

export const demoDistricts = (): readonly DemoDistrict[] => [
  putuo(),
  huarong(),
  jingan(),
  islands('330902', 'dinghai'),
  islands('330921', 'daishan'),
  islands('330922', 'shengsi'),
];
