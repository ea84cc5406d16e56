import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLMap } from 'yaml';
import { parseDay } from '../language/calendar.ts';
import { type Dictionary, dictionaryOf, type Fact, type FactType, readValue, type Value } from '../language/dictionary.ts';
import { compare, type Rational } from '../language/rational.ts';
import { BadInput } from './csv.ts';

/** A policy as a file gives it; days include both ends. */
export type PolicyText = { readonly id: string; readonly rule: string; readonly from?: number; readonly to?: number };
export type PolicyFile = {
  readonly dictionary: Dictionary;
  readonly rules: ReadonlyMap<string, string>;
  readonly policies: readonly PolicyText[];
};

const KEYS = {
  file: ['facts', 'rules', 'policies'],
  fact: ['type', 'min', 'max', 'values'],
  policy: ['id', 'rule', 'from', 'to'],
} as const;
const TYPES: readonly FactType[] = ['number', 'boolean', 'string', 'date'];

class Reader {
  private readonly lines: LineCounter;
  constructor(lines: LineCounter) {
    this.lines = lines;
  }

  bad(node: unknown, zh: string, en: string): BadInput {
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    const { line, col } = this.lines.linePos(offset);
    return new BadInput(Math.max(line, 1), Math.max(col, 1), zh, en);
  }

  map(node: unknown, what: string, above: unknown): YAMLMap {
    if (!isMap(node)) throw this.bad(node ?? above, `${what} 应为“名称: 值”`, `${what} must be a mapping`);
    return node;
  }

  /** A mapping with these keys only: a typo such as `form` for `from` must not pass for a policy without an end. */
  keyed(node: unknown, what: string, above: unknown, keys: readonly string[]): YAMLMap {
    const map = this.map(node, what, above);
    for (const { key } of map.items) {
      const name = this.name(key, map);
      if (!keys.includes(name))
        throw this.bad(
          key,
          `${what} 里不认识“${name}”，只能写 ${keys.join('、')}`,
          `${what} has no key ${name}; allowed are ${keys.join(', ')}`,
        );
    }
    return map;
  }

  name(key: unknown, above: unknown): string {
    const name = this.text(key, '名称 name', above);
    if (name === '') throw this.bad(key, '缺少名称', 'a name is missing');
    return name;
  }

  /** What says in one place what stands in another is not followed, so that a policy reads as it counts. */
  refuseReferences(document: Document): void {
    visit(document, {
      Alias: (_, alias) => {
        throw this.bad(
          alias,
          `不能用 YAML 引用“*${alias.source}”，请把内容写出来`,
          `YAML aliases such as *${alias.source} can't be used; write it out`,
        );
      },
      Pair: (_, { key }) => {
        if (isScalar(key) && key.value === '<<')
          throw this.bad(key, '不能用 YAML 合并键“<<”，请把内容写出来', "YAML merge keys (<<) can't be used; write it out");
      },
    });
  }

  /** The text as written: numbers keep every digit. */
  text(node: unknown, what: string, above: unknown): string {
    if (!isScalar(node) || node.value === null) throw this.bad(node ?? above, `缺少 ${what}`, `${what} is missing`);
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }

  day(node: unknown, what: string): number | undefined {
    if (node === undefined || (isScalar(node) && node.value === null)) return undefined;
    const day = parseDay(this.text(node, what, node));
    if (day === undefined) throw this.bad(node, `${what} 应为日期（如 2026-01-31）`, `${what} must be a date such as 2026-01-31`);
    return day;
  }

  fact(name: string, node: unknown, key: unknown): Fact {
    const map = this.keyed(node, name, key, KEYS.fact);
    const type = this.text(map.get('type', true), `${name}.type`, key) as FactType;
    if (!TYPES.includes(type))
      throw this.bad(map.get('type', true), 'type 应为 number、boolean、string 或 date', 'type must be number, boolean, string or date');
    const plain: Fact = { name, type };
    const value = (at: unknown, what: string): Value => {
      const read = readValue(plain, this.text(at, what, map));
      if (!read.ok) throw this.bad(at, read.zh, read.en);
      return read.value;
    };
    const bound = (which: 'min' | 'max'): Rational | undefined => {
      const at = map.get(which, true);
      if (at === undefined) return undefined;
      if (type !== 'number' && type !== 'date') throw this.bad(at, `${which} 只用于数字和日期`, `${which} is for numbers and dates`);
      return value(at, which) as Rational;
    };
    const [min, max] = [bound('min'), bound('max')];
    if (min && max && compare(min, max) > 0) throw this.bad(map.get('max', true), 'max 小于 min', 'max is below min');
    const list = map.get('values', true);
    if (list === undefined) return { ...plain, ...(min ? { min } : {}), ...(max ? { max } : {}) };
    if (!isSeq(list) || list.items.length === 0) throw this.bad(list, 'values 应为一列值', 'values must be a list');
    const values = list.items.map((item) => value(item, 'values'));
    const inside = values.filter((v) => typeof v !== 'object' || ((!min || compare(v, min) >= 0) && (!max || compare(v, max) <= 0)));
    if (inside.length === 0) throw this.bad(list, 'values 都不在 min 和 max 之间', 'no value lies between min and max');
    return { ...plain, values: inside, ...(min ? { min } : {}), ...(max ? { max } : {}) };
  }
}

/** @throws BadInput with line and column */
export const readPolicies = (text: string): PolicyFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: false });
  const read = new Reader(lines);
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new BadInput(Math.max(line, 1), Math.max(col, 1), '这里不是正确的 YAML', `not valid YAML: ${broken.message.split('\n')[0]}`);
  }
  read.refuseReferences(document);
  const root = read.keyed(document.contents, '文件 file', document.contents, KEYS.file);
  const entries = (key: string): YAMLMap['items'] => {
    const node = root.get(key, true);
    return node === undefined || (isScalar(node) && node.value === null) ? [] : read.map(node, key, root).items;
  };
  const dictionary = dictionaryOf(entries('facts').map(({ key, value }) => read.fact(read.name(key, root), value, key)));
  const named = ({ key, value }: YAMLMap['items'][number]): [string, string] => {
    const name = read.name(key, root);
    return [name, read.text(value, name, key)];
  };
  const rules = new Map(entries('rules').map(named));
  const list = root.get('policies', true);
  if (!isSeq(list)) throw read.bad(list ?? root, '缺少 policies 列表', 'the list policies is missing');
  const ids = new Set<string>();
  const policies = list.items.map((item): PolicyText => {
    const map = read.keyed(item, '政策 policy', list, KEYS.policy);
    const id = read.text(map.get('id', true), 'id', map);
    if (ids.has(id)) throw read.bad(map.get('id', true), `政策编号“${id}”重复`, `the policy ${id} appears twice`);
    ids.add(id);
    const from = read.day(map.get('from', true), 'from');
    const to = read.day(map.get('to', true), 'to');
    return {
      id,
      rule: read.text(map.get('rule', true), 'rule', map),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  });
  return { dictionary, rules, policies };
};
