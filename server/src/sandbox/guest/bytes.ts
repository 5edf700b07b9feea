/** Bytes cross as a text with a character a byte. */
const { apply } = Reflect;
const { fromCharCode } = String;
const { charCodeAt } = String.prototype;
const CHUNK = 8192;

export type Bytes = ArrayBuffer | ArrayBufferView;

export function viewOf(bytes: Bytes): Uint8Array {
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  throw new TypeError('bytes are an ArrayBuffer or a view of one');
}

export function textOfBytes(bytes: Bytes): string {
  const view = viewOf(bytes);
  let text = '';
  for (let at = 0; at < view.length; at += CHUNK) {
    text += apply(fromCharCode, undefined, view.subarray(at, at + CHUNK) as unknown as number[]);
  }
  return text;
}

export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = apply(charCodeAt, text, [at]);
  return bytes;
}
