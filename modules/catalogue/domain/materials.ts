import type { Answers, ItemVersion, Limit, Material, Question } from '../contract.ts';
import { judge, openQuestions } from './condition.ts';

/** A paper handed in, by the key of a material or of one of its alternatives. `unchecked` counts as there until somebody has looked. */
export type Given = { readonly key: string; readonly verdict: 'accepted' | 'unchecked' | 'unreadable' | 'wrong' };

/** One line of the one-time notice (一次性告知). */
export type Missing = {
  readonly material: Material;
  /** `unreadable` and `wrong`: something was handed in but does not do. */
  readonly why: 'not_given' | 'unreadable' | 'wrong';
};

export type MaterialsNotice = {
  /** What the resident still has to bring, complete, in the order of the item. Optional papers are never in it. */
  readonly missing: readonly Missing[];
  /** Needed or not depends on an answer that we don't have: ask first, so that the notice is given once. */
  readonly unclear: readonly { readonly material: Material; readonly ask: readonly Question[] }[];
  /** What we get ourselves (look-up in another department, stamp by an errand): never asked of the resident. */
  readonly ours: readonly Material[];
};

/** Everything missing, said once (K2): the same item, papers and answers always give the same notice. */
export const missingMaterials = (version: ItemVersion, given: readonly Given[], answers: Answers): MaterialsNotice => {
  const missing: Missing[] = [];
  const unclear: { material: Material; ask: readonly Question[] }[] = [];
  const ours: Material[] = [];
  for (const material of version.materials) {
    if (material.necessity === 'optional') continue;
    const needed = judge(material.neededIf, answers);
    const why = whyMissing(material, given);
    if (needed === 'no' || why === null) continue;
    if (needed === 'unknown') unclear.push({ material, ask: questionsFor(version, openQuestions(material.neededIf, answers)) });
    else if (material.source === 'applicant') missing.push({ material, why });
    else ours.push(material);
  }
  return { missing, unclear, ours };
};

/** One good paper is enough, the material's own or an alternative; else the last verdict says why not. null = it is there. */
const whyMissing = (material: Material, given: readonly Given[]): Missing['why'] | null => {
  const keys = new Set([material.key, ...material.alternatives.map((alternative) => alternative.key)]);
  let why: Missing['why'] = 'not_given';
  for (const paper of given) {
    if (!keys.has(paper.key)) continue;
    if (paper.verdict === 'accepted' || paper.verdict === 'unchecked') return null;
    why = paper.verdict;
  }
  return why;
};

const questionsFor = (version: ItemVersion, keys: readonly string[]): readonly Question[] =>
  version.questions.filter((question) => keys.includes(question.key));

export type Acceptance =
  | { readonly kind: 'complete' }
  /** 容缺受理 (K3): all that is missing may follow, each within its time, against a written promise. */
  | { readonly kind: 'with_promise'; readonly follow: readonly { readonly material: Material; readonly within: Limit }[] }
  | { readonly kind: 'not'; readonly notice: MaterialsNotice };

/**
 * May the office accept now? An open question counts like a missing paper: a case is not accepted on a guess,
 * unless that paper could follow anyway.
 */
export const canAccept = (version: ItemVersion, given: readonly Given[], answers: Answers): Acceptance => {
  const notice = missingMaterials(version, given, answers);
  const asked = [...notice.missing, ...notice.unclear.filter((line) => line.material.source === 'applicant')];
  if (asked.length === 0) return { kind: 'complete' };
  const follow = asked.flatMap(({ material }) => (material.mayFollow === null ? [] : [{ material, within: material.mayFollow }]));
  return follow.length === asked.length ? { kind: 'with_promise', follow } : { kind: 'not', notice };
};
