import { type Checked, good } from '../../../../kernel/checked.ts';
import { fenToWire, parseFen } from '../../../../kernel/money.ts';

/** Cash counted by two: the amount as typed, and the second person. */
export type CountForm = { readonly yuan: string; readonly second: string };
export const NO_COUNT: CountForm = { yuan: '', second: '' };
export type Count = { readonly fen: string; readonly second: string };

/** Ready to send; null while something is missing; refused where the amount is not clear. */
export const countOf = (form: CountForm): Checked<Count | null> => {
  if (form.yuan.trim() === '') return good(null);
  const fen = parseFen(form.yuan);
  if (!fen.ok) return fen;
  return good(form.second.trim() === '' ? null : { fen: fenToWire(fen.value), second: form.second.trim() });
};
