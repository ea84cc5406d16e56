import type { Value } from './dictionary.ts';

/** Types of single values: `months` and `seconds` are FEEL's two kinds of duration, a date counts days. */
export type Scalar = 'number' | 'boolean' | 'string' | 'date' | 'months' | 'seconds';
export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOp = '+' | '-' | '*' | '/';

/** From where to where in the rule's text. */
export type Span = { readonly from: number; readonly to: number };

/** Whose facts are meant: 0 the resident, others the members bound by a filter, `some`, `every` or `for`. */
export type Scope = number;

/** A rule after checking: every node typed, every name resolved. */
export type Expr = Span & { readonly type: Scalar } & (
    | { readonly k: 'constant'; readonly value: Value }
    | { readonly k: 'today' }
    | { readonly k: 'fact'; readonly fact: number; readonly scope: Scope }
    | { readonly k: 'and' | 'or'; readonly parts: readonly Expr[] }
    | { readonly k: 'not'; readonly of: Expr }
    | { readonly k: 'compare'; readonly op: CompareOp; readonly left: Expr; readonly right: Expr }
    /** `in` and `between`: several comparisons that a person reads as one. */
    | { readonly k: 'clause'; readonly of: Expr }
    | { readonly k: 'if'; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr }
    | { readonly k: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr }
    | { readonly k: 'call'; readonly fn: string; readonly args: readonly Expr[] }
    | { readonly k: 'total'; readonly fn: 'sum' | 'count' | 'min' | 'max' | 'mean'; readonly list: ListExpr }
    | { readonly k: 'some' | 'every'; readonly scope: Scope; readonly list: MemberList; readonly body: Expr }
    /** `any`/`all` over a list of booleans */
    | { readonly k: 'any' | 'all'; readonly list: ListExpr }
    /** A named sub-rule. */
    | { readonly k: 'rule'; readonly name: string; readonly of: Expr }
  );

/** Some or all members of the household. */
export type MemberList =
  | { readonly k: 'members' }
  | { readonly k: 'filter'; readonly list: MemberList; readonly scope: Scope; readonly condition: Expr };
/** One value per member, or values written down, or the members themselves (to be counted). */
export type ListExpr =
  | MemberList
  | { readonly k: 'each'; readonly list: MemberList; readonly scope: Scope; readonly body: Expr }
  | { readonly k: 'items'; readonly items: readonly Expr[] };

const listParts = (list: ListExpr): readonly Expr[] => {
  if (list.k === 'members') return [];
  if (list.k === 'items') return list.items;
  return list.k === 'filter' ? [...listParts(list.list), list.condition] : [...listParts(list.list), list.body];
};

/** The expressions directly below. */
export const children = (e: Expr): readonly Expr[] => {
  switch (e.k) {
    case 'constant':
    case 'today':
    case 'fact':
      return [];
    case 'and':
    case 'or':
      return e.parts;
    case 'not':
    case 'clause':
    case 'rule':
      return [e.of];
    case 'compare':
    case 'arithmetic':
      return [e.left, e.right];
    case 'if':
      return [e.condition, e.then, e.otherwise];
    case 'call':
      return e.args;
    case 'total':
    case 'any':
    case 'all':
      return listParts(e.list);
    case 'some':
    case 'every':
      return [...listParts(e.list), e.body];
  }
};

/** Every node, outermost first. */
export function* everyNode(e: Expr): Generator<Expr> {
  yield e;
  for (const child of children(e)) yield* everyNode(child);
}

const sizes = new WeakMap<Expr, number>();
/** How many nodes `everyNode` would yield: what stands on the left of `in` or `between` once for each of its tests. */
export const sizeOf = (e: Expr): number => {
  const known = sizes.get(e);
  if (known !== undefined) return known;
  const size = children(e).reduce((sum, child) => sum + sizeOf(child), 1);
  sizes.set(e, size);
  return size;
};

/** Rests on no fact and no household: the same for everybody. */
export const isFixed = (e: Expr): boolean => {
  for (const node of everyNode(e))
    if (
      node.k === 'fact' ||
      ((node.k === 'total' || node.k === 'any' || node.k === 'all') && node.list.k !== 'items') ||
      node.k === 'some' ||
      node.k === 'every'
    )
      return false;
  return true;
};
