import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { Holder, StoredClock, StoredTask } from '../domain.ts';

/** Loads of work's views for decisions, of this module and of those below. */

export type TaskRow = {
  id: Id;
  area: string;
  kind: string;
  subject: Id;
  subject_kind: StoredTask['subjectKind'];
  resident: Id | null;
  route_key: string | null;
  holder_kind: Holder['kind'];
  holder_post: Id | null;
  holder_site: Id | null;
  holder_department: string | null;
  consent_scope: StoredTask['consentScope'];
  after: Id[];
  state: StoredTask['state'];
};

const COLUMNS =
  'id, area, kind, subject, subject_kind, resident, route_key, holder_kind, holder_post, holder_site, holder_department, consent_scope, after, state';

export const holderOf = (row: Pick<TaskRow, 'holder_kind' | 'holder_post' | 'holder_site' | 'holder_department'>): Holder => {
  switch (row.holder_kind) {
    case 'post':
      return { kind: 'post', post: row.holder_post! };
    case 'site':
      return { kind: 'site', site: row.holder_site! };
    case 'department':
      return { kind: 'department', department: row.holder_department! };
    default:
      return { kind: row.holder_kind };
  }
};

const taskOf = (row: TaskRow): StoredTask => ({
  id: row.id,
  area: row.area,
  kind: row.kind,
  subject: row.subject,
  subjectKind: row.subject_kind,
  resident: row.resident,
  routeKey: row.route_key,
  holder: holderOf(row),
  consentScope: row.consent_scope,
  after: row.after,
  state: row.state,
});

/** @param subject what the sender said it belongs to: its stream was locked, so a task of another subject is not found */
export const findTask = async (tx: Tx, district: string, task: Id, subject: Id): Promise<StoredTask | null> => {
  const row = await tx.row<TaskRow>(`select ${COLUMNS} from work_v_task where district = $1 and id = $2 and subject = $3`, [
    district,
    task,
    subject,
  ]);
  return row === undefined ? null : taskOf(row);
};

/** All tasks of a matter, those done and dropped too. */
export const tasksOf = async (tx: Tx, district: string, subject: Id): Promise<readonly StoredTask[]> =>
  (await tx.rows<TaskRow>(`select ${COLUMNS} from work_v_task where district = $1 and subject = $2 order by id`, [district, subject])).map(
    taskOf,
  );

/** One command moves no more than this: each task is an entry on the stream of its own matter. */
export const HAND_OVER_AT_ONCE = 200;

/** What a post still has to do, the oldest first; one more than `HAND_OVER_AT_ONCE` says that there are others. */
export const tasksHeldBy = async (tx: Tx, district: string, post: Id): Promise<readonly StoredTask[]> =>
  (
    await tx.rows<TaskRow>(
      `select ${COLUMNS} from work_v_task where district = $1 and holder = $2 and state in ('waiting','open') order by id limit $3`,
      [district, `post:${post}`, HAND_OVER_AT_ONCE + 1],
    )
  ).map(taskOf);

export const clocksOf = (tx: Tx, district: string, subject: Id): Promise<readonly StoredClock[]> =>
  tx.rows<StoredClock>('select id, kind, subject, state, steps from work_v_clock where district = $1 and subject = $2 order by id', [
    district,
    subject,
  ]);
