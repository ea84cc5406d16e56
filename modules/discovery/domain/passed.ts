import type { Actor } from '../../../kernel/actor.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import { type GrantHolder, granted, type Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, type Refusal, refuse, type Text } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import { type Holder, type StoredTask, type Task, taskDone, taskDropped, taskMade } from '../../work/domain.ts';
import type { ListAnswer } from '../contract/passed.ts';
import { type SharingConsent, sharesAt } from './sharing.ts';

/** A person's own list on its way to a line of work, and the answer on its way back (D5). */

/** All that the line of work sees. Kept sealed, as it stood when it was passed on. */
export type PassedList = {
  readonly name: string;
  readonly place: string | null;
  readonly items: readonly {
    readonly code: string;
    readonly name: Text;
    readonly what: string;
    readonly amount: string;
    readonly how: 'seems' | 'one_answer';
    readonly ask: Text | null;
  }[];
  /** Why it was passed on. */
  readonly words: string | null;
  /** Until when the consent was given; null: until it is taken back. */
  readonly until: Instant | null;
};

/** Who takes lists of a line: the approvers of a department, or the coordinator of the area where it has nobody. */
export type LineOffice = { readonly department: string } | { readonly post: Id };
const holderOf = (office: LineOffice): Holder =>
  'department' in office ? { kind: 'department', department: office.department } : { kind: 'post', post: office.post };

export type PassOnState = {
  readonly resident: {
    readonly id: Id;
    readonly name: string;
    readonly area: string;
    readonly place: string | null;
    readonly diedOn: string | null;
    readonly green: boolean;
  } | null;
  readonly consent: SharingConsent | null;
  /** Lines of work of the policies in force. */
  readonly lines: readonly string[];
  /** What stands on the list under the line. */
  readonly items: PassedList['items'];
  readonly office: LineOffice | null;
};

const listRef = (list: Id, area: string): Ref => ({ stream: 'passed_list', streamId: list, area });

const taskOf = (id: Id, list: Id, kind: string, holder: Holder, title: Text, green: boolean): Task => ({
  id,
  kind,
  subject: list,
  subjectKind: 'passed_list',
  label: null,
  // who takes it sees the list, not the person
  resident: null,
  routeKey: null,
  title,
  holder,
  clock: null,
  due: null,
  amberOn: null,
  green,
  consentScope: null,
  after: [],
});

const whyNot = (
  { resident, consent, lines, items, office }: PassOnState,
  p: { readonly line: string },
  at: Instant,
): Decision<never, never> | null => {
  if (resident === null)
    return refuse('not_found', '没有找到这个人，可能不在您负责的范围内', 'This person was not found; they may lie outside your area.');
  if (resident.diedOn !== null) return refuse('resident_died', '本人已经去世，不再转交', 'The person has died; nothing is passed on.');
  if (consent === null || consent.resident !== resident.id || !sharesAt(consent, at))
    return refuse(
      'sharing_consent_missing',
      '没有本人同意转交资料的授权，或者已经失效。请先当面说清转给谁、为什么，征得同意',
      'There is no consent in force to share this person’s data. Say to whom and why, and ask first.',
    );
  if (!lines.includes(p.line))
    return refuse(
      'line_unknown',
      '现行政策里没有这个条线，请从列表里选',
      'No policy in force belongs to this line of work. Choose one from the list.',
      { lines },
    );
  if (items.length === 0)
    return refuse(
      'list_empty',
      '本人的清单上没有这条线的内容，不用转。情况变了请先记下情况',
      'Nothing of this line stands on the person’s list. If something changed, record the fact first.',
    );
  if (office === null)
    return refuse(
      'line_nobody',
      '这条线在本地没有部门，本站也没有负责人，转过去没人看。请先和主管部门联系',
      'This line has no department here and the area no coordinator: nobody would read it. Ring the department in charge.',
    );
  return null;
};

export const passOn = (
  state: PassOnState,
  p: { readonly id: Id; readonly line: string; readonly consent: Id; readonly words: string | null },
  at: Instant,
  newId: () => Id,
): Decision<EventOf, { id: Id; to: string | null }> => {
  const no = whyNot(state, p, at);
  if (no !== null) return no;
  const { id: list, line } = p;
  const resident = state.resident!;
  const office = state.office!;
  const ref = listRef(list, resident.area);
  const content: PassedList = {
    name: resident.name,
    place: resident.place,
    items: state.items,
    words: p.words,
    until: state.consent!.until,
  };
  const department = 'department' in office ? office.department : null;
  const post = 'post' in office ? office.post : null;
  // A coordinator sees the area already; a department is let in to this list and to nothing else.
  const letIn: readonly GrantHolder[] = department === null ? [] : [{ department }];
  return accept(
    [
      {
        type: 'discovery.passed_on',
        stream: 'resident',
        streamId: resident.id,
        area: resident.area,
        data: { step: list, resident: resident.id, line, consent: p.consent },
        ...(p.words === null ? {} : { detail: { words: p.words } }),
      },
      {
        ...ref,
        type: 'discovery.list_sent',
        data: { list, resident: resident.id, line, consent: p.consent, department, post },
        detail: { list: content },
      },
      ...letIn.map((holder) => granted(ref, { id: newId(), subject: list, holder, purpose: 'referred', until: state.consent!.until })),
      taskMade(
        ref,
        taskOf(
          newId(),
          list,
          'answer_list',
          holderOf(office),
          { zh: `看看转来的清单（${line}），给句答复`, en: `Look at the list passed on (${line}) and answer` },
          resident.green,
        ),
      ),
    ],
    { id: list, to: department },
  );
};

/** A list as its answer asks. */
export type StoredList = {
  readonly id: Id;
  readonly area: string;
  readonly line: string;
  readonly department: string | null;
  readonly byPost: Id;
  readonly answered: boolean;
};

export const listRefusals = {
  notFound: {
    code: 'not_found',
    zh: '没有找到这份清单：本人的授权可能结束了，或者不在您负责的范围内',
    en: 'This list was not found: the person’s consent may have ended, or it lies outside your area.',
  },
  answered: { code: 'list_answered', zh: '这份清单已经答复过了，请刷新', en: 'This list was answered already. Reload.' },
  notYours: {
    code: 'list_not_yours',
    zh: '这份清单等别的部门或同事答复，请让他们来答',
    en: 'Another department or colleague has this list. They answer it.',
  },
} as const satisfies Record<string, Refusal>;
const no = (refusal: Refusal): Decision<never, never> => ({ kind: 'refused', refusal });

const mayAnswer = (list: StoredList, task: StoredTask | undefined, actor: Pick<Actor, 'role' | 'department' | 'post'>): boolean =>
  list.department === null
    ? task?.holder.kind === 'post' && task.holder.post === actor.post
    : actor.role === 'approver' && actor.department === list.department;

/** The answer ends the task, and whoever passed the list on is to tell the person. */
export const answerPassedOn = (
  state: {
    readonly list: StoredList;
    readonly tasks: readonly StoredTask[];
    /** Who tells the person: the post that passed it on or, where it has ended, the coordinator of the area. */
    readonly teller: Id | null;
    readonly green: boolean;
  } | null,
  p: { readonly answer: ListAnswer; readonly words: string },
  actor: Pick<Actor, 'role' | 'department' | 'post'>,
  newId: () => Id,
): Decision<EventOf, { list: Id }> => {
  if (state === null) return no(listRefusals.notFound);
  const { list, tasks, teller, green } = state;
  if (list.answered) return no(listRefusals.answered);
  const waiting = tasks.find(({ kind, state: at }) => kind === 'answer_list' && at === 'open');
  if (!mayAnswer(list, waiting, actor)) return no(listRefusals.notYours);
  const ref = listRef(list.id, list.area);
  const title = { zh: `把${list.line}的答复告诉本人`, en: `Tell the person what ${list.line} answered` };
  return accept(
    [
      { ...ref, type: 'discovery.list_answered', data: { list: list.id, answer: p.answer }, detail: { words: p.words } },
      ...(waiting === undefined ? [] : [taskDone(ref, waiting.id)]),
      ...(teller === null ? [] : [taskMade(ref, taskOf(newId(), list.id, 'tell_answer', { kind: 'post', post: teller }, title, green))]),
    ],
    { list: list.id },
  );
};

/** Nobody waits any longer for an answer to what may no longer be read. */
export const endPassedOn = (tasks: readonly StoredTask[]): Decision<EventOf, { ended: number }> => {
  const open = tasks.filter(({ kind, state }) => kind === 'answer_list' && (state === 'open' || state === 'waiting'));
  return accept(
    open.map((task) => taskDropped(listRef(task.subject, task.area), task.id, '本人的授权结束了，清单已收回')),
    { ended: open.length },
  );
};
