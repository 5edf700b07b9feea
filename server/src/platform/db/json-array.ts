/** Of the type `json`, as pg_type has it. */
const JSON_OID = 114;
const HEADER_BYTES = 20;
const NULL_LENGTH = -1;

/**
 * Documents as a parameter `$n::json[]` in PostgreSQL's binary format (array_recv). As text, an array or a document that
 * holds them escapes each quotation mark, and the server reads each document three times instead of once.
 */
export function jsonArray(documents: readonly (object | null)[]): Buffer {
  const texts = documents.map((document) => (document === null ? null : JSON.stringify(document)));
  const lengths = texts.map((text) => (text === null ? NULL_LENGTH : Buffer.byteLength(text)));
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), HEADER_BYTES);
  const array = Buffer.allocUnsafe(size);
  // One dimension, maybe with nulls; the type of its elements, how many there are, and the number of the first.
  array.writeInt32BE(1, 0);
  array.writeInt32BE(1, 4);
  array.writeInt32BE(JSON_OID, 8);
  array.writeInt32BE(texts.length, 12);
  array.writeInt32BE(1, 16);
  let position = HEADER_BYTES;
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] ?? NULL_LENGTH;
    array.writeInt32BE(length, position);
    position += 4;
    if (text !== null) position += array.write(text, position, length, 'utf8');
  }
  return array;
}
