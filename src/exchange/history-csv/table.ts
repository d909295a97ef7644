import type { FindingList } from '../catalogue.ts';
import { csvFindings } from './findings.ts';

/** How much a table may ask of us: far above any school, far below what fills a memory. */
export const tableLimits = { rowsMax: 200_000, columnsMax: 250, cellCharactersMax: 2_000 } as const;

/** One line of a table, or several where a quoted cell has line ends in it. */
export interface TableRow {
  /** 1-based line where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
  /** For each cell its line and column, both 1-based, as `line * 2^20 + column`: one number instead of two. */
  readonly at: readonly number[];
}

/** The place of a cell; of one that the row has not, the place of its last. */
export function placeOfCell(row: TableRow, index: number): { readonly line: number; readonly column: number } {
  const at = row.at[index] ?? row.at.at(-1) ?? row.line * lineFactor + 1;
  return { line: Math.floor(at / lineFactor), column: at % lineFactor };
}

const lineFactor = 2 ** 20;

/** Reads lines with cells, in the way of RFC 4180 and more leniently: any line end, a quote inside a cell is
 * a character, text behind a closing quote is kept. Lines without anything in them are passed by.
 * @param separator between cells, one character
 * @returns rows before a quote that was left open or beyond the limits, which is reported, when not `whole` */
export function readTable(text: Iterable<string>, separator: string, findings: FindingList): Table {
  const reader = new TableReader(separator, findings);
  for (const piece of text) if (!reader.write(piece)) return { rows: reader.rows, whole: false };
  const whole = reader.end();
  return { rows: reader.rows, whole };
}

/** What was read of a table. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly whole: boolean;
}

/** Keeps where the reading is between two pieces of text. */
class TableReader {
  readonly rows: TableRow[] = [];
  readonly #separator: string;
  readonly #findings: FindingList;
  readonly #plainEnd: RegExp;
  readonly #quotedEnd = /["\r\n]/g;
  #cells: string[] = [];
  #at: number[] = [];
  #cell = '';
  #tooLong = false;
  #state: 'start' | 'plain' | 'quoted' | 'behind-quote' = 'start';
  /** Separators and line ends inside the quotes: a quote that was forgotten swallows both. */
  #swallowed = { separators: 0, lineEnds: 0 };
  #line = 1;
  #column = 1;
  #cellLine = 1;
  #cellColumn = 1;
  #rowLine = 1;
  #afterReturn = false;
  #broken = false;
  #begun = false;

  constructor(separator: string, findings: FindingList) {
    this.#separator = separator;
    this.#findings = findings;
    this.#plainEnd = new RegExp(`[\\r\\n${separator === '\t' ? '\\t' : separator}]`, 'g');
  }

  /** @returns false when there is no use in reading on */
  write(piece: string): boolean {
    const text = this.#begun || !piece.startsWith('\uFEFF') ? piece : piece.slice(1);
    this.#begun ||= piece !== '';
    let at = 0;
    while (at < text.length && !this.#broken) at = this.#step(text, at);
    return !this.#broken;
  }

  /** @returns whether the table was whole */
  end(): boolean {
    if (this.#state === 'quoted') this.#quoteIsOpen();
    else if (this.#state !== 'start' || this.#cells.length > 0) this.#endRow();
    return !this.#broken;
  }

  /** Takes one character, or a run of them inside a cell; returns where to go on. */
  #step(text: string, at: number): number {
    const character = text.charAt(at);
    if (this.#afterReturn) {
      this.#afterReturn = false;
      if (character === '\n') {
        if (this.#state === 'quoted') this.#add('\n');
        return at + 1;
      }
    }
    if (this.#state === 'quoted') return this.#stepQuoted(text, at);
    if (this.#state === 'start') this.#beginCell();
    if (character === this.#separator) {
      this.#column += 1;
      this.#endCell();
    } else if (character === '\n' || character === '\r') {
      this.#endRow();
      this.#newLine(character);
    } else if (character === '"' && this.#state !== 'plain') {
      if (this.#state === 'behind-quote') this.#add('"');
      this.#state = 'quoted';
      this.#column += 1;
    } else if (character === ' ' && this.#state === 'start') {
      this.#column += 1;
    } else {
      return this.#run(text, at, this.#plainEnd, 'plain');
    }
    return at + 1;
  }

  #stepQuoted(text: string, at: number): number {
    const character = text.charAt(at);
    if (character === '"') {
      this.#state = 'behind-quote';
      this.#column += 1;
      return at + 1;
    }
    if (character === '\n' || character === '\r') {
      if (character === '\n') this.#add('\n');
      this.#swallowed.lineEnds += 1;
      this.#newLine(character);
      return at + 1;
    }
    return this.#run(text, at, this.#quotedEnd, 'quoted');
  }

  #run(text: string, at: number, until: RegExp, state: 'plain' | 'quoted'): number {
    until.lastIndex = at;
    const end = until.exec(text)?.index ?? text.length;
    const part = text.slice(at, end);
    if (state === 'quoted') this.#swallowed.separators += part.split(this.#separator).length - 1;
    this.#add(part);
    this.#state = state;
    this.#column += end - at;
    return end;
  }

  #add(part: string): void {
    const room = tableLimits.cellCharactersMax - this.#cell.length;
    if (part.length > room) this.#tooLong = true;
    this.#cell += part.slice(0, Math.max(room, 0));
  }

  #beginCell(): void {
    this.#cellLine = this.#line;
    this.#cellColumn = this.#column;
    if (this.#cells.length === 0) this.#rowLine = this.#line;
    this.#swallowed = { separators: 0, lineEnds: 0 };
  }

  #newLine(character: string): void {
    this.#line += 1;
    this.#column = 1;
    this.#afterReturn = character === '\r';
  }

  #endCell(): void {
    const { separators, lineEnds } = this.#swallowed;
    if (lineEnds > 0 && separators > 2) {
      this.#quoteIsOpen();
    }
    const place = { line: this.#cellLine, column: this.#cellColumn, path: null };
    if (this.#tooLong) this.#findings.add(csvFindings['CSV-CELL-TOO-LONG'], place, 'Deze cel is te lang.');
    this.#cells.push(this.#tooLong ? '' : this.#cell);
    this.#at.push(this.#cellLine * lineFactor + Math.min(this.#cellColumn, lineFactor - 1));
    this.#cell = '';
    this.#tooLong = false;
    this.#state = 'start';
    if (this.#cells.length > tableLimits.columnsMax) {
      // What begins it tells still what kind of table it was.
      this.rows.push({ line: this.#rowLine, cells: this.#cells, at: this.#at });
      this.#breakOff('CSV-TOO-LARGE', 'Er zijn te veel kolommen.');
    }
  }

  #endRow(): void {
    this.#endCell();
    const row = { line: this.#rowLine, cells: this.#cells, at: this.#at };
    if (this.#cells.some((one) => one.trim() !== '')) this.rows.push(row);
    this.#cells = [];
    this.#at = [];
    if (this.rows.length > tableLimits.rowsMax) this.#breakOff('CSV-TOO-LARGE', 'Er zijn te veel regels.');
  }

  #quoteIsOpen(): void {
    this.#breakOff('CSV-QUOTES', `Op regel ${this.#cellLine} staat een aanhalingsteken open.`);
  }

  #breakOff(code: 'CSV-QUOTES' | 'CSV-TOO-LARGE', what: string): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#findings.add(csvFindings[code], { line: this.#cellLine, column: this.#cellColumn, path: null }, what);
  }
}
