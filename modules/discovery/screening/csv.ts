/** A field or line of an input file that can't be used. Lines and columns count from 1. */
export class BadInput extends Error {
  readonly line: number;
  readonly column: number;
  readonly zh: string;
  readonly en: string;
  constructor(line: number, column: number, zh: string, en: string) {
    super(en);
    this.line = line;
    this.column = column;
    this.zh = zh;
    this.en = en;
  }
}

/**
 * Comma separated values as RFC 4180 describes them, fed piece by piece so that a large file never is one text. Lines end as the first
 * one does: with LF, CRLF, or CR alone as old spreadsheet programs write it.
 * Calls `row(fields, line)` with the line its first field stands on; empty lines are skipped.
 */
export class CsvReader {
  private readonly row: (fields: string[], line: number) => void;
  private rest = '';
  private line = 1;
  private ends: 'lf' | 'cr' | undefined;

  constructor(row: (fields: string[], line: number) => void) {
    this.row = row;
  }

  push(text: string): void {
    let all = this.rest + text;
    if (this.ends === undefined) {
      // a CR at the very end may still be followed by its LF
      const end = /\r[^\n]|\n/.exec(all);
      if (end) this.ends = end[0] === '\n' ? 'lf' : 'cr';
    }
    if (this.ends === 'cr') all = all.replaceAll('\r', '\n');
    this.rest = all.slice(this.read(all, false));
  }

  end(): void {
    if (this.rest !== '') this.read(`${this.rest}\n`, true);
    this.rest = '';
  }

  /** @returns how far whole rows were read */
  private read(text: string, last: boolean): number {
    let at = 0;
    // looked for again only once it is passed: a file without quotes is searched once
    let quote = text.indexOf('"');
    for (;;) {
      const end = text.indexOf('\n', at);
      if (end < 0) return at;
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      if (quote < 0 || quote > end) {
        const bare = text.charCodeAt(end - 1) === 13 && end > at ? text.slice(at, end - 1) : text.slice(at, end);
        if (bare !== '') this.row(bare.split(','), this.line);
        this.line += 1;
        at = end + 1;
        continue;
      }
      const quoted = this.readQuoted(text, at, last);
      if (quoted === undefined) return at;
      at = quoted;
    }
  }

  private readQuoted(text: string, start: number, last: boolean): number | undefined {
    const fields: string[] = [];
    let line = this.line;
    let at = start;
    for (;;) {
      let field = '';
      if (text[at] === '"') {
        at += 1;
        for (;;) {
          const close = text.indexOf('"', at);
          if (close < 0) {
            if (!last) return undefined;
            throw new BadInput(this.line, fields.length + 1, '引号没有结束', 'a quote is not closed');
          }
          field += text.slice(at, close);
          at = close + 1;
          if (text[at] !== '"') break;
          field += '"';
          at += 1;
        }
        line += field.split('\n').length - 1;
        if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
        if (at >= text.length) return undefined;
        if (text[at] !== ',' && text[at] !== '\n')
          throw new BadInput(line, fields.length + 1, '引号后面多了字符', 'something follows a closing quote');
      } else {
        const from = at;
        while (at < text.length && text[at] !== ',' && text[at] !== '\n') at += 1;
        if (at >= text.length) return undefined;
        field = text.slice(from, at);
        if (text[at] === '\n' && field.endsWith('\r')) field = field.slice(0, -1);
        if (field.includes('"')) throw new BadInput(line, fields.length + 1, '引号要包住整格', 'a quote must enclose the whole field');
      }
      fields.push(field);
      if (text[at] === '\n') break;
      at += 1;
    }
    this.row(fields, this.line);
    this.line = line + 1;
    return at + 1;
  }
}

/** A field as it is written: quoted when it must be. */
export const csvField = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
