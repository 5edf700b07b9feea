import { AppError } from '../../errors.ts';
import { JsonArrayScanner } from './json-array.ts';
import { readJsonRow } from './json-record.ts';
import { LONGEST_ROW, type RawRow } from './raw-row.ts';

/** The rows of a file that is one JSON array of objects, as they arrive. INVALID_INPUT where it is none, or has no end. */
export async function* readJson(stream: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder();
  const scanner = new JsonArrayScanner();
  let number = 0;
  for await (const chunk of stream) {
    for (const { text, line } of scanner.push(decoder.decode(chunk, { stream: true }))) {
      yield readJsonRow({ number: ++number, line }, text);
    }
    if (scanner.pendingLength > LONGEST_ROW) {
      throw new AppError('INVALID_INPUT', `row ${number + 1} has more than ${LONGEST_ROW} characters`);
    }
  }
  if (!scanner.isClosed) {
    throw new AppError('INVALID_INPUT', `the file cannot be read after row ${number}: its array has no end`);
  }
}
