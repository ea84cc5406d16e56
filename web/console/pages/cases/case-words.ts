import type { z } from 'zod';
import type { page, STATES, TRIP_PLACES, TURNS } from '../../../../modules/cases/contract.ts';
import type { GivenState } from '../../../../modules/materials/contract.ts';
import type { Clock } from '../../../ui/clock.ts';
import type { Text } from '../../../ui/words.ts';

export type CasePage = z.output<typeof page.answer>;
export type State = (typeof STATES)[number];
type Names<K extends string> = Readonly<Record<K, Text>>;

/** What a case's states are called at the counter. */
export const STATE_NAMES: Names<State> = {
  informing: { zh: '告知中', en: 'Being told' },
  accepted: { zh: '已受理', en: 'Accepted' },
  with_department: { zh: '部门在办', en: 'With the department' },
  awaiting_correction: { zh: '等补正', en: 'Correction awaited' },
  approved: { zh: '已批准', en: 'Approved' },
  not_approved: { zh: '没有批准', en: 'Refused' },
  result_ready: { zh: '已办好，待送达', en: 'Result ready' },
  delivered: { zh: '已送达', en: 'Delivered' },
  refused_acceptance: { zh: '不予受理', en: 'Not accepted' },
  acceptance_revoked: { zh: '受理已撤销', en: 'Acceptance revoked' },
  withdrawn: { zh: '本人撤回', en: 'Withdrawn' },
};
export const TURN_NAMES: Names<(typeof TURNS)[number]> = {
  resident: { zh: '等本人', en: 'The person' },
  helper: { zh: '代办员', en: 'Helper' },
  window: { zh: '窗口', en: 'Window' },
  department: { zh: '部门', en: 'Department' },
  bank: { zh: '等银行', en: 'The bank' },
};
export const TRIP_PLACE_NAMES: Names<(typeof TRIP_PLACES)[number]> = {
  station: { zh: '服务站', en: 'station' },
  centre: { zh: '政务中心', en: 'service centre' },
  department: { zh: '部门', en: 'department' },
  bank: { zh: '银行', en: 'bank' },
  hospital: { zh: '医院', en: 'hospital' },
};
export const GIVEN_STATE_NAMES: Names<GivenState> = {
  given: { zh: '还没核对', en: 'to be checked' },
  accepted: { zh: '可以用', en: 'accepted' },
  unreadable: { zh: '看不清', en: 'unreadable' },
  wrong: { zh: '不是这一份', en: 'wrong paper' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};
export const CLOCK_KIND_NAMES: Readonly<Record<string, Text>> = {
  promised: { zh: '承诺时限', en: 'Promised' },
  legal: { zh: '法定时限', en: 'By law' },
  supplement: { zh: '容缺补材料', en: 'What may follow' },
  wait: { zh: '等外部办理', en: 'Waiting outside' },
  contact: { zh: '联系时限', en: 'To make contact' },
};
export const CLOSED: ReadonlySet<State> = new Set(['delivered', 'not_approved', 'refused_acceptance', 'acceptance_revoked', 'withdrawn']);

/** A derived limit as the badge needs it; null where its last day lies in a year whose holidays are not published. */
export const clockOf = (clock: CasePage['clocks'][number], pick: (text: Text) => string): Clock | null => {
  if (clock.state === 'paused') return { state: 'paused', waitingFor: clock.pausedFor ? pick(clock.pausedFor) : '' };
  if (clock.state === 'stopped') return { state: 'done', onTime: clock.level !== 'red' };
  return clock.due === null ? null : { state: 'running', daysLeft: clock.remainingWorkdays, due: clock.due };
};
