import { addBox } from '../../modules/custody/contract.ts';
import { addLine, addSailing } from '../../modules/trips/contract.ts';
import type { Cast, Hand } from './office.ts';

/** Boats of 普陀 by district, each there and back; times and fares are examples, not a timetable to travel by. */
type Ferry = {
  readonly name: string;
  readonly island: { readonly key: string; readonly pier: string };
  readonly town: { readonly key: string; readonly pier: string };
  readonly minutes: number;
  readonly fareFen: string;
  readonly out: readonly string[];
  readonly back: readonly string[];
};

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** 普陀区; keys are the last part of an area's path. */
const PUTUO_FERRIES: readonly Ferry[] = [
  {
    name: '白沙—朱家尖',
    island: { key: 'bsd', pier: '白沙岛码头' },
    town: { key: '004', pier: '朱家尖码头' },
    minutes: 25,
    fareFen: '1500',
    out: ['06:50', '09:30', '12:30', '15:40'],
    back: ['07:40', '10:20', '13:30', '16:30'],
  },
  {
    name: '蚂蚁—沈家门',
    island: { key: 'myd', pier: '蚂蚁岛码头' },
    town: { key: '001', pier: '沈家门墩头码头' },
    minutes: 30,
    fareFen: '1200',
    out: ['06:40', '08:30', '12:40', '15:30'],
    back: ['07:30', '10:00', '13:30', '16:40'],
  },
];

/** The boats as data, and the box that travels with the one to 白沙岛, kept by the island's window. */
export const makeSailings = async (hand: Hand, cast: Cast): Promise<void> => {
  if (cast.district.code !== '330903') return;
  const { random, system } = cast;
  const coordinator = cast.byAccount('putuo-coordinator');
  const id = () => random.id(hand.now());
  const addOneWay = async (ferry: Ferry, from: Ferry['island'], to: Ferry['island'], departures: readonly string[]): Promise<string> => {
    const line = id();
    const end = ({ key, pier }: Ferry['island']) => ({ area: `${cast.district.root}${key}.`, place: pier });
    await hand.did(system, addLine, {
      id: line,
      kind: 'ferry',
      name: ferry.name,
      from: end(from),
      to: end(to),
      minutes: ferry.minutes,
      fareFen: ferry.fareFen,
    });
    for (const departs of departures)
      await hand.did(system, addSailing, { id: id(), line, departs, weekdays: EVERY_DAY, validFrom: '2024-01-01' });
    return line;
  };
  for (const ferry of PUTUO_FERRIES) {
    await addOneWay(ferry, ferry.island, ferry.town, ferry.out);
    const back = await addOneWay(ferry, ferry.town, ferry.island, ferry.back);
    if (ferry.island.key === 'bsd')
      await hand.did(coordinator, addBox, { id: id(), site: cast.siteIds.get('bsd')!, name: '白沙—朱家尖漂流便民箱', line: back });
  }
};
