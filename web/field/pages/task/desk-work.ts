/** Decided over papers spread out on a desk; a phone would only invite a mistake. */
const AT_THE_DESK: ReadonlySet<string> = new Set([
  'conclude',
  'triage',
  'petition',
  'call_back',
  'mend',
  'decide_appeal',
  'answer_list',
  'hand_out',
  'wait',
]);

export const isDeskWork = (task: { readonly kind: string }): boolean => AT_THE_DESK.has(task.kind);
