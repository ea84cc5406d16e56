import { compileValue } from './compile.ts';
import { dictionaryOf, type Value } from './dictionary.ts';
import { Evaluation } from './evaluation.ts';
import type { Scalar } from './expression.ts';
import { NULL, YES } from './ground.ts';
import { fixedValue } from './quantity.ts';
import type { RuleRefusal } from './refusal.ts';
import { groundOf, nothingSupposed } from './verdict.ts';

/**
 * What an expression without facts comes to: for trying one out, and for the conformance cases.
 * @param today days since 1970-01-01
 */
export const evaluateFixed = (
  text: string,
  today: number,
): { readonly ok: true; readonly type: Scalar; readonly value: Value | null } | { readonly ok: false; readonly refusal: RuleRefusal } => {
  const dictionary = dictionaryOf([]);
  const made = compileValue(text, dictionary);
  if (!made.ok) return made;
  const { root } = made;
  const ground = groundOf({ text, root, dictionary, facts: [], household: false }, { members: [[]], self: 0 }, today);
  const pass = new Evaluation(ground, nothingSupposed(ground));
  if (root.type === 'boolean') {
    const truth = pass.truth();
    return { ok: true, type: root.type, value: truth === NULL ? null : truth === YES };
  }
  if (root.type === 'string') return { ok: true, type: root.type, value: pass.string(root) ?? null };
  const quantity = pass.quantity(root);
  return { ok: true, type: root.type, value: (quantity && fixedValue(quantity)) ?? null };
};
