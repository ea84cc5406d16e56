import type { Id } from '../../../kernel/id.ts';
import { accept, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Consent, ConsentScope } from '../../materials/contract.ts';
import { actedFor, consentFor, materialGiven, signedByProxy } from '../../materials/domain.ts';
import { type StoredTask, taskDone, refusals as taskRefusals } from '../../work/domain.ts';
import {
  type CaseEvent,
  type Context,
  type Decided,
  departmentOf,
  isClosed,
  no,
  noted,
  openTasks,
  refOf,
  refusals,
  type StoredCase,
} from './case.ts';
import { sendToDepartment } from './handle.ts';

/** A step of the route is done (K5): in the person's name only on their consent (M3, M4). */

export type ErrandState = {
  readonly c: StoredCase;
  readonly tasks: readonly StoredTask[];
  readonly consents: readonly Consent[];
  readonly diedOn: Day | null;
  /** what the documents named belong to; those that can't be seen are absent */
  readonly subjects: ReadonlyMap<Id, Id>;
};

type Brought = {
  readonly id: Id;
  readonly key: string;
  readonly how: 'original' | 'copy' | 'photo' | 'by_office';
  readonly document: Id | null;
  readonly parcel: Id | null;
};
export type ErrandPayload = {
  readonly task: Id;
  readonly note: string | null;
  readonly brought: readonly Brought[];
  readonly signature: {
    readonly id: Id;
    readonly signer: string;
    readonly relation: string;
    readonly place: string;
    readonly witness: string;
    readonly document: Id;
  } | null;
};

type Done = { case: Id; task: Id; acted: Id | null; scope: ConsentScope | null };

export const doErrand = (state: ErrandState | null, p: ErrandPayload, ctx: Context): Decided<Done> => {
  if (state === null) return no(refusals.notFound);
  const { c, tasks, consents, diedOn } = state;
  const task = tasks.find(({ id }) => id === p.task);
  if (task === undefined) return no(taskRefusals.notFound);
  if (task.state === 'done' || task.state === 'dropped') return no(taskRefusals.over);
  if (isClosed(c.state)) return no(refusals.wrongState(c));
  if (task.state === 'waiting') return no(taskRefusals.waiting);
  const step = c.version.route.find(({ key }) => key === task.routeKey);
  if (step === undefined)
    return refuse('not_an_errand', '这项待办不是路线上的跑腿，请直接办完', 'This task is no step of the route; finish it directly.');
  if (p.brought.some(({ key }) => !isMaterial(c, key)))
    return refuse('material_unknown', '这个事项没有这种材料，请重新选', 'The item has no such material. Choose again.');

  const isKept = (document: Id): boolean => [c.id, c.resident].includes(state.subjects.get(document) ?? '');
  if (p.brought.some(({ how, document }) => (document === null ? how === 'photo' : !isKept(document))))
    return refuse(
      'photo_missing',
      '带回材料的照片还没有传到这个办件，请先上传',
      'The photo of what was brought is not with this case yet. Send it first.',
    );

  const ref = refOf(c);
  const events: CaseEvent[] = [];
  let acted: Id | null = null;
  if (task.consentScope !== null) {
    const found = consentFor(consents, {
      resident: c.resident,
      caseId: c.id,
      itemCode: c.version.code,
      scope: task.consentScope,
      kindsAllowed: step.consent,
      at: ctx.happenedAt,
      diedOn,
    });
    if (!found.ok) return no(found.refusal);
    acted = ctx.newId();
    const act = { caseId: c.id, resident: c.resident, consent: found.value.id, at: ctx.happenedAt };
    events.push(actedFor(ref, { ...act, id: acted, scope: task.consentScope, task: task.id }));
    if (task.consentScope === 'proxy_signature') {
      const { signature } = p;
      if (signature === null)
        return refuse(
          'signature_needed',
          '代签要写明谁签的、什么关系、在哪里、谁见证，并附照片',
          'A signature by proxy needs who signed, the relation, the place, the witness and a photo.',
        );
      if (signature.witness === signature.signer)
        return refuse(
          'witness_is_signer',
          '见证人不能是签字的人自己，请另找一位',
          'The witness can’t be the one who signs. Find somebody else.',
        );
      if (!isKept(signature.document))
        return refuse(
          'signature_photo_missing',
          '签字页的照片还没有传到这个办件，请先上传',
          'The photo of the signed page is not with this case yet. Send it first.',
        );
      events.push(signedByProxy(ref, { ...act, ...signature }));
    }
  }
  for (const paper of p.brought) {
    const { key, ...rest } = paper;
    events.push(materialGiven(ref, { ...rest, caseId: c.id, materialKey: key }));
  }
  const answer: Done = { case: c.id, task: task.id, acted, scope: task.consentScope };
  events.push(taskDone(ref, task.id, { step: step.key, kind: step.kind, acted, scope: task.consentScope }, p.note));

  // Handing in is what sends the case to the department.
  if (step.kind === 'submit' && c.state === 'accepted' && departmentOf(c.version) !== null) {
    const sent = sendToDepartment({ c, tasks }, { department: null }, ctx, task.id);
    if (sent.kind !== 'accepted') return sent;
    return accept([...events, ...sent.events], answer);
  }
  const left = openTasks(tasks).filter((one) => one.id !== task.id && one.routeKey !== null && one.state === 'open');
  const opens = tasks.some((one) => one.state === 'waiting' && one.routeKey !== null && one.after.includes(task.id));
  if (c.turn === 'helper' && left.length === 0 && !opens) events.push(noted(c, 'turn_passed', { turn: 'window' }));
  return accept(events, answer);
};

const isMaterial = (c: StoredCase, key: string): boolean =>
  c.version.materials.some((material) => material.key === key || material.alternatives.some((other) => other.key === key));
