import { DOMException } from './dom-exception.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** As in the HTML Standard: a character is a byte. */
export function btoa(value: unknown): string {
  const text = `${value}`;
  let out = '';
  for (let at = 0; at < text.length; at += 3) {
    const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)] as [
      number,
      number,
      number,
    ];
    if (a > 255 || b > 255 || c > 255)
      throw new DOMException('a character is more than a byte', 'InvalidCharacterError');
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    out += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
    out += Number.isNaN(b) ? '=' : ALPHABET.charAt((bits >> 6) & 63);
    out += Number.isNaN(c) ? '=' : ALPHABET.charAt(bits & 63);
  }
  return out;
}

export function atob(value: unknown): string {
  let text = `${value}`.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text))
    throw new DOMException('the text is not base64', 'InvalidCharacterError');
  let out = '';
  let bits = 0;
  let held = 0;
  for (const character of text) {
    bits = (bits << 6) | ALPHABET.indexOf(character);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += String.fromCharCode((bits >> held) & 255);
    bits &= (1 << held) - 1;
  }
  return out;
}
