import type { Text } from '../../../kernel/result.ts';
import { dayOf } from '../../../kernel/time.ts';
import type { Task, Holder as TaskHolder } from '../../work/domain.ts';
import { actsFor, type Context, type Parcel } from './parcel.ts';

const TITLES = {
  not_arrived: (code: string): Text => ({ zh: `查找没收到的东西 ${code}`, en: `Look for ${code}, which did not arrive` }),
  cash_differs: (code: string): Text => ({ zh: `核对现金差额 ${code}`, en: `Settle the difference in the cash of ${code}` }),
};

/** Who has to look: whoever had it last; where that is a person or a carrier, whoever says so. */
const chaser = (parcel: Parcel, { actor }: Context): TaskHolder => {
  const { holder, holderAt } = parcel;
  if (holder.kind === 'post') return { kind: 'post', post: holder.id };
  if (holder.kind === 'site') return { kind: 'site', site: holder.id };
  if (holder.kind === 'department') return { kind: 'department', department: holder.id };
  if (holder.kind === 'box' && holderAt?.site != null && !actsFor(actor, holder, holderAt)) return { kind: 'site', site: holderAt.site };
  return { kind: 'post', post: actor.post };
};

/** What is missing is looked for today (B3). */
export const chaseTask = (parcel: Parcel, why: keyof typeof TITLES, ctx: Context): Task => ({
  id: ctx.newId(),
  kind: 'chase',
  subject: parcel.id,
  subjectKind: 'parcel',
  label: parcel.code,
  resident: null,
  routeKey: null,
  title: TITLES[why](parcel.code),
  holder: chaser(parcel, ctx),
  clock: null,
  due: dayOf(ctx.happenedAt),
  amberOn: dayOf(ctx.happenedAt),
  green: false,
  consentScope: null,
  after: [],
});
