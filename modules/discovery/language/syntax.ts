import { parser, trackVariables } from 'lezer-feel';
import type { Dictionary } from './dictionary.ts';
import { placeOf, Refused, type RuleRefusal } from './refusal.ts';

/** A node of the parsed text, only with the children that mean something. */
export type Syntax = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly children: readonly Syntax[];
};

/** The list of the household's members, the resident among them. */
export const HOUSEHOLD = '户';

type Tree = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean };
  readonly firstChild: Tree | null;
  readonly nextSibling: Tree | null;
};

export const refused = (
  text: string,
  at: { readonly from: number; readonly to: number },
  code: RuleRefusal['code'],
  zh: string,
  en: string,
  hint?: RuleRefusal['hint'],
): Refused => new Refused({ code, zh, en, ...(hint ? { hint } : {}), place: placeOf(text, at.from), from: at.from, to: at.to });

/** What people type out of habit, and what FEEL wants instead. */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/[“”]/, '"'],
  [/≥/, '>='],
  [/≤/, '<='],
  [/≠|<>/, '!='],
  [/＞/, '>'],
  [/＜/, '<'],
  [/＝|==/, '='],
  [/，/, ','],
  [/（/, '('],
  [/）/, ')'],
  [/。/, '（删去）'],
  [/&&|且|并且/, 'and'],
  [/\|\||或者|或/, 'or'],
];
export const habitHint = (text: string): RuleRefusal['hint'] => {
  const found = HABITS.find(([pattern]) => pattern.test(text));
  if (!found) return undefined;
  const typed = found[0].exec(text)![0];
  return { zh: `“${typed}”请写成 ${found[1]}`, en: `write ${found[1]} instead of ${typed}` };
};

/** @throws Refused with the place of the first thing that can't be read */
export const parseText = (text: string, dictionary: Dictionary, ruleNames: readonly string[]): Syntax => {
  if (text.trim() === '') throw refused(text, { from: 0, to: text.length }, 'empty', '规则是空的', 'the rule is empty');
  const known: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const member: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { name } of dictionary.facts) member[name] = 0;
  Object.assign(known, member);
  for (const name of ruleNames) known[name] = 0;
  known[HOUSEHOLD] = [member];
  const tree = parser.configure({ top: 'Expression', contextTracker: trackVariables(known) }).parse(text).topNode as unknown as Tree;
  const convert = (node: Tree): Syntax => {
    const children: Syntax[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.type.isError) {
        const shown = text.slice(child.from, child.to) || text.slice(child.from).trim().split(/\s/)[0] || '';
        const hint = habitHint(shown) ?? habitHint(text);
        throw shown === ''
          ? refused(text, child, 'syntax', '这里还缺一部分', 'something is missing here', hint)
          : refused(text, child, 'syntax', `“${shown}”这里读不懂`, `can't read “${shown}” here`, hint);
      }
      if (/^[A-Z]|^null$/.test(child.name) && !/Comment$/.test(child.name)) children.push(convert(child));
    }
    return { name: node.name, from: node.from, to: node.to, text: text.slice(node.from, node.to), children };
  };
  const root = convert(tree);
  if (root.children.length !== 1) throw refused(text, root, 'syntax', '应当正好写一条规则', 'exactly one rule is expected here');
  return root.children[0]!;
};
