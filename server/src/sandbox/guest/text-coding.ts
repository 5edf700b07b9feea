import { type Bytes, bytesOfText, textOfBytes } from './bytes.ts';
import { ask } from './link.ts';

/** As in the Encoding Standard, for UTF-8, which is all there is. */
export class TextEncoder {
  readonly encoding = 'utf-8';

  encode(text = ''): Uint8Array {
    return bytesOfText(ask('utf8.encode', `${text}`));
  }
}

export class TextDecoder {
  readonly encoding = 'utf-8';

  constructor(encoding = 'utf-8') {
    const name = `${encoding}`.trim().toLowerCase();
    if (name !== 'utf-8' && name !== 'utf8') throw new RangeError(`${encoding} is not known; there is utf-8`);
  }

  decode(bytes?: Bytes): string {
    return bytes === undefined ? '' : ask('utf8.decode', textOfBytes(bytes));
  }
}
