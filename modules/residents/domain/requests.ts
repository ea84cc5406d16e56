import type { EventOf } from '../../../kernel/contract.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { ResidentRef } from './events.ts';
import { notFound } from './identity.ts';

/** What people ask about their own data stands on a stream of its own: who answers it need not read the person's history. */
export const askAboutData = (
  resident: ResidentRef | null,
  p: { readonly id: string; readonly resident: string; readonly kind: string; readonly words: string; readonly askedOn: Day },
  { today }: { readonly today: Day },
): Decision<EventOf, { id: string }> => {
  if (!resident) return notFound;
  if (p.askedOn > today)
    return refuse('asked_in_future', '提出的日期在将来，请改一下', 'The day it was asked lies in the future. Correct it.');
  return accept(
    [
      {
        type: 'residents.data_asked',
        stream: 'data_request',
        streamId: p.id,
        area: resident.area,
        data: { id: p.id, resident: p.resident, kind: p.kind, askedOn: p.askedOn },
        detail: { words: p.words },
      },
    ],
    { id: p.id },
  );
};

export const closeRequest = (
  state: { readonly area: string; readonly state: string } | null,
  p: { readonly id: string; readonly outcome: 'answered' | 'refused'; readonly answer: string },
): Decision<EventOf, { id: string }> => {
  if (!state) return notFound;
  if (state.state !== 'open') return refuse('request_closed', '这个请求已经答复过了', 'This request has been answered already.');
  return accept(
    [
      {
        type: 'residents.data_request_closed',
        stream: 'data_request',
        streamId: p.id,
        area: state.area,
        data: { id: p.id, outcome: p.outcome },
        detail: { answer: p.answer },
      },
    ],
    { id: p.id },
  );
};
