import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { AppError } from '../../errors.ts';
import { type Column, readHeader, toRecord } from './csv-header.ts';
import { CsvLines } from './csv-lines.ts';
import { LONGEST_ROW, type RawRow, type RowPlace } from './raw-row.ts';

/**
 * The rows of a CSV file (RFC 4180; UTF-8, with or without a byte order mark), as they arrive. INVALID_INPUT where the
 * file itself is broken: a header that is not known, a quote that is never closed.
 */
export async function* readCsv(stream: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  // Errors of the source reach the parser, and an early end of the loop below reaches the source.
  pipeline(Readable.from(stream), parser, () => undefined);
  const lines = new CsvLines();
  let columns: Column[] | undefined;
  let number = 0;
  try {
    for await (const read of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      const line = lines.lineOf(read);
      if (columns) yield toRow({ number: ++number, line }, columns, read.record);
      else columns = readHeader(read.record);
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // Of the rows that the parser has read, those that were not asked for yet are lost with it.
    const read = Math.max(Number(cause.records) - 1, number, 0);
    throw new AppError('INVALID_INPUT', `the file cannot be read after row ${read}: ${cause.message}`, { cause });
  }
}

function toRow(place: RowPlace, columns: Column[], cells: string[]): RawRow {
  if (cells.length !== columns.length) {
    const reason = `the row has ${cells.length} cells where the header has ${columns.length}`;
    return { ...place, record: null, reason };
  }
  if (cells.some((cell) => cell.includes('\0')))
    return { ...place, record: null, reason: 'the row has a NUL character' };
  return { ...place, record: toRecord(columns, cells) };
}
