import { type Dictionary, readValue, type Value } from '../language/dictionary.ts';
import { BadInput, CsvReader } from './csv.ts';
import { groupHouseholds, type Roll } from './roll.ts';

/** A text that keeps itself alone alive: a field is a slice of the whole piece of the file that it was read from. */
const ownText = (field: string): string => Buffer.from(field).toString();

/** A resident file, read piece by piece: first column `resident`, optional `household`, then one column per fact. */
export class ResidentFile {
  private readonly dictionary: Dictionary;
  private readonly reader = new CsvReader((fields, line) => this.row(fields, line));
  private header: readonly string[] | undefined;
  private columns: {
    readonly fact: number;
    readonly at: number;
    which: Int32Array;
    readonly values: (Value | undefined)[];
    readonly ids: Map<string, number>;
  }[] = [];
  private householdAt = -1;
  private household = new Int32Array(1024);
  private readonly households = new Map<string, number>();
  private readonly seen = new Map<string, number>();
  /** Names in the order of the file. */
  readonly residents: string[] = [];

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  /** @throws BadInput with line and column */
  push(text: string): void {
    this.reader.push(text);
  }

  /** Once, after the last piece. @throws BadInput with line and column */
  end(): Roll {
    this.reader.end();
    if (!this.header) throw new BadInput(1, 1, '文件是空的，第一行应为列名', 'the file is empty; its first line must name the columns');
    const size = this.residents.length;
    const byFact = new Map(this.columns.map((column) => [column.fact, column]));
    const roll: Roll = {
      dictionary: this.dictionary,
      size,
      columns: this.dictionary.facts.map((_, fact) => {
        const column = byFact.get(fact);
        return column
          ? { values: column.values, which: column.which.subarray(0, size) }
          : { values: [undefined], which: new Int32Array(size) };
      }),
      household: groupHouseholds(this.household.subarray(0, size), this.households.size),
    };
    // only reading needs them, and a large file's are large
    this.seen.clear();
    this.households.clear();
    return roll;
  }

  private readHeader(fields: string[]): void {
    this.header = fields;
    if (fields[0] !== 'resident') throw new BadInput(1, 1, '第一列应为 resident', 'the first column must be resident');
    this.householdAt = fields[1] === 'household' ? 1 : -1;
    const seen = new Set<string>();
    fields.forEach((name, at) => {
      if (seen.has(name)) throw new BadInput(1, at + 1, `列“${name}”出现了两次`, `the column ${name} appears twice`);
      seen.add(name);
      if (at === 0 || at === this.householdAt) return;
      const fact = this.dictionary.index.get(name);
      if (fact === undefined && name === 'household')
        throw new BadInput(
          1,
          at + 1,
          '列“household”只能是第二列，紧跟在 resident 后面',
          'the column household must be the second one, right after resident',
        );
      if (fact === undefined) throw new BadInput(1, at + 1, `情况字典里没有“${name}”`, `${name} is not a fact of the policy file`);
      this.columns.push({ fact, at, which: new Int32Array(1024), values: [undefined], ids: new Map([['', 0]]) });
    });
  }

  private row(fields: string[], line: number): void {
    if (!this.header) {
      this.readHeader(fields);
      return;
    }
    if (fields.length !== this.header.length)
      throw new BadInput(
        line,
        Math.min(fields.length, this.header.length) + 1,
        `应有 ${this.header.length} 列，这一行有 ${fields.length} 列`,
        `${this.header.length} columns expected, this line has ${fields.length}`,
      );
    const row = this.residents.length;
    const name = fields[0]!;
    if (name === '') throw new BadInput(line, 1, '缺少居民编号', 'the resident is missing');
    const before = this.seen.get(name);
    if (before !== undefined) throw new BadInput(line, 1, `居民编号与第 ${before} 行重复`, `the resident is already on line ${before}`);
    const own = ownText(name);
    this.seen.set(own, line);
    this.residents.push(own);
    if (row >= this.household.length) this.grow();
    this.household[row] = this.householdNumber(this.householdAt < 0 ? '' : fields[this.householdAt]!);
    for (const column of this.columns) {
      const text = fields[column.at]!;
      let id = column.ids.get(text);
      if (id === undefined) {
        const read = readValue(this.dictionary.facts[column.fact]!, text);
        if (!read.ok) throw new BadInput(line, column.at + 1, read.zh, read.en);
        id = column.values.push(read.value) - 1;
        column.ids.set(text, id);
      }
      column.which[row] = id;
    }
  }

  private householdNumber(name: string): number {
    if (name === '') return -1;
    const known = this.households.get(name);
    if (known !== undefined) return known;
    const number = this.households.size;
    this.households.set(ownText(name), number);
    return number;
  }

  private grow(): void {
    const larger = (old: Int32Array): Int32Array => {
      const next = new Int32Array(old.length * 2);
      next.set(old);
      return next;
    };
    this.household = larger(this.household) as Int32Array<ArrayBuffer>;
    for (const column of this.columns) column.which = larger(column.which);
  }
}
