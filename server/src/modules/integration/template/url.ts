import { type Encoded, percentEncode } from './encode.ts';
import type { HoleSegment } from './template.ts';
import { COMPLETE_ORIGIN, ORIGIN } from './url-place.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
export const URL_FORBIDDEN = /[\u0000-\u0020\u007f-\u009f]/;
// A parser decodes `%2e` before it looks for dot segments (WHATWG URL, section 4.4).
const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?=[/\\?#]|$)/i;

/** Writes one URL's holes in order: a secret that begins it as it is, everything else percent-encoded. */
export class UrlEncoder {
  #secretOrigin = '';

  encode(value: string, hole: HoleSegment): Encoded {
    if (hole.urlPlace === 'refused') return refusal('it stands in the scheme, host or port of the URL');
    if (hole.urlPlace === 'origin') return this.#beginWith(value);
    if (hole.urlPlace === 'after-origin' && !COMPLETE_ORIGIN.test(this.#secretOrigin)) {
      return refusal('the secret in front ends with a host: a "/" has to follow it');
    }
    return { ok: true, text: percentEncode(value) };
  }

  #beginWith(secret: string): Encoded {
    if (!ORIGIN.test(secret) || URL_FORBIDDEN.test(secret)) {
      return refusal('the secret does not hold a URL that starts with https:// or http://');
    }
    this.#secretOrigin = secret;
    return { ok: true, text: secret };
  }
}

/** Whether a path segment is `.` or `..`, plain or encoded: it would lead to another path than the one written. */
export function hasDotSegment(url: string): boolean {
  const pathEnd = url.search(/[?#]/);
  return DOT_SEGMENT.test(pathEnd === -1 ? url : url.slice(0, pathEnd));
}

function refusal(message: string): Encoded {
  return { ok: false, message };
}
