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
  [/[“”‘’]/, '"'],
  [/≥/, '>='],
  [/≤/, '<='],
  [/≠|<>|！=|！＝|!＝/, '!='],
  [/>＝|＞=|＞＝|=>/, '>='],
  [/<＝|＜=|＜＝|=</, '<='],
  [/＞/, '>'],
  [/＜/, '<'],
  [/＝|==/, '='],
  [/，/, ','],
  [/（/, '('],
  [/）/, ')'],
  [/：/, ':'],
  [/；|;|。/, ''],
  [/[%％]/, '/ 100'],
  [/&&|\bAND\b|并且|且/, 'and'],
  [/\|\||\bOR\b|或者|或/, 'or'],
  [/\bNOT\b|!(?=[^=])/, 'not(…)'],
];
export const habitHint = (text: string): RuleRefusal['hint'] => {
  const found = HABITS.find(([pattern]) => pattern.test(text));
  if (!found) return undefined;
  const typed = found[0].exec(text)![0];
  return found[1] === ''
    ? { zh: `请删去“${typed}”`, en: `remove “${typed}”` }
    : { zh: `“${typed}”请写成 ${found[1]}`, en: `write ${found[1]} instead of ${typed}` };
};

/** Words and signs of the language itself: a fact of that name can't be written in a rule, and takes nothing away from the others. */
const RESERVED: ReadonlySet<string> = new Set(
  'and or not in if then else between some every satisfies for return instance of function true false null date time duration today item ?'
    .split(' ')
    .concat(HOUSEHOLD, 'date and time'),
);

/** Longer rules and deeper brackets are nobody's policy, and would keep the reader busy for minutes. */
const LONGEST = 20_000;
/** Characters of what can't be read that a refusal repeats. */
const SHOWN = 40;
const DEEPEST = 200;
const depthOf = (text: string): { readonly deepest: number; readonly at: number } => {
  let [depth, deepest, at, quoted] = [0, 0, 0, false];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    if (quoted && char === '\\') i += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && /[([{]/.test(char)) depth += 1;
    else if (!quoted && /[)\]}]/.test(char)) depth -= 1;
    if (depth > deepest) [deepest, at] = [depth, i];
  }
  return { deepest, at };
};

/** @throws Refused with the place of the first thing that can't be read */
export const parseText = (text: string, dictionary: Dictionary, ruleNames: readonly string[]): Syntax => {
  if (text.trim() === '') throw refused(text, { from: 0, to: text.length }, 'empty', '规则是空的', 'the rule is empty');
  if (text.length > LONGEST)
    throw refused(
      text,
      { from: LONGEST, to: text.length },
      'syntax',
      `规则超过 ${LONGEST} 个字`,
      `a rule has at most ${LONGEST} characters`,
      {
        zh: '请拆成几条子规则',
        en: 'split it into sub-rules',
      },
    );
  const { deepest, at } = depthOf(text);
  if (deepest > DEEPEST)
    throw refused(text, { from: at, to: at + 1 }, 'syntax', `括号套了 ${deepest} 层，太深了`, `brackets are nested ${deepest} deep`, {
      zh: `最多 ${DEEPEST} 层`,
      en: `at most ${DEEPEST}`,
    });
  const known: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const member: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { name } of dictionary.facts) if (!RESERVED.has(name)) member[name] = 0;
  Object.assign(known, member);
  for (const name of ruleNames) known[name] = 0;
  known[HOUSEHOLD] = [member];
  const tree = parser.configure({ top: 'Expression', contextTracker: trackVariables(known) }).parse(text).topNode as unknown as Tree;
  const convert = (node: Tree): Syntax => {
    const children: Syntax[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.type.isError) {
        const shown = text.slice(child.from, Math.min(child.to, child.from + SHOWN)) || text.slice(child.from).trim().split(/\s/)[0] || '';
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
