import { AppError } from '../../errors.ts';
import { readJsonRow } from './json-record.ts';
import { LONGEST_ROW, type RawRow } from './raw-row.ts';

/** The rows of a file with one JSON object a line, as they arrive. INVALID_INPUT where a line has no end. */
export async function* readNdjson(stream: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  let line = 0;
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') yield readJsonRow({ number: ++number, line }, text);
    }
    if (rest.length > LONGEST_ROW) {
      throw new AppError('INVALID_INPUT', `row ${number + 1} has more than ${LONGEST_ROW} characters`);
    }
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield readJsonRow({ number: number + 1, line: line + 1 }, rest);
}
