import type { Info } from 'csv-parse';

const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Counts the lines of a CSV file as its records are read: the parser's own count takes a CRLF within quotes for two.
 * Records have to come one after the other, the header too.
 */
export class CsvLines {
  #next = 1;
  #emptyLines = 0;

  /** The line that a record begins in. */
  lineOf({ info, record }: { info: Pick<Info, 'empty_lines'>; record: readonly string[] }): number {
    const line = this.#next + info.empty_lines - this.#emptyLines;
    this.#emptyLines = info.empty_lines;
    this.#next = line + 1;
    for (const cell of record) this.#next += cell.match(LINE_BREAK)?.length ?? 0;
    return line;
  }
}
