import { AppError } from '../../errors.ts';
import { toJsonRow } from './json-record.ts';
import { LONGEST_ROW, type RawRow } from './raw-row.ts';

/** The rows of a file with one JSON object a line, as they arrive. INVALID_INPUT where a line has no end. */
export async function* readNdjson(stream: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') yield toRow(++number, line);
    }
    if (rest.length > LONGEST_ROW) {
      throw new AppError('INVALID_INPUT', `row ${number + 1} has more than ${LONGEST_ROW} characters`);
    }
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield toRow(++number, rest);
}

function toRow(number: number, line: string): RawRow {
  try {
    return toJsonRow(number, JSON.parse(line));
  } catch {
    return { number, record: null, reason: 'the line is not valid JSON' };
  }
}
