import { type Bytes, bytesOfText, textOfBytes, viewOf } from './bytes.ts';
import { DOMException } from './dom-exception.ts';
import { freeze } from './intrinsics.ts';
import { ask } from './link.ts';

const MOST_RANDOM_BYTES = 65_536;
const hex = (byte: number) => byte.toString(16).padStart(2, '0');

/** What of the Web Cryptography API needs no key. Randomness is the operating system's. */
export const crypto = freeze({
  randomUUID(): string {
    const bytes = bytesOfText(ask('random', 16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const text = Array.from(bytes, hex).join('');
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
  },

  getRandomValues<T extends ArrayBufferView>(array: T): T {
    if (array.byteLength > MOST_RANDOM_BYTES)
      throw new DOMException(`more than ${MOST_RANDOM_BYTES} bytes at once`, 'QuotaExceededError');
    viewOf(array).set(bytesOfText(ask('random', array.byteLength)));
    return array;
  },

  subtle: freeze({
    async digest(algorithm: string | { name: string }, data: Bytes): Promise<ArrayBuffer> {
      const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
      const digest = ask('digest', name.toUpperCase(), textOfBytes(data));
      if (digest === '') throw new DOMException(`${name} is no digest that is known`, 'NotSupportedError');
      return bytesOfText(digest).buffer;
    },
  }),
});
