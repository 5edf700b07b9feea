/** A character that is written as an escape sequence, and where the sequence ends. */
export interface EscapedCharacter {
  readonly character: string;
  readonly end: number;
}

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const PLUS = 0x2b;
const BACKSLASH = 0x5c;
const LAST_CODE_POINT = 0x10ffff;

const ENTITY = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/y;
const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '/': '/',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export function isEscapeStart(unit: number): boolean {
  return unit <= BACKSLASH && (unit === BACKSLASH || unit === PERCENT || unit === AMPERSAND || unit === PLUS);
}

/** The character that an escape sequence of JSON, HTML, XML or a URL at this position stands for. */
export function decodeEscape(text: string, position: number): EscapedCharacter | undefined {
  switch (text.charCodeAt(position)) {
    case PERCENT:
      return decodePercent(text, position);
    case BACKSLASH:
      return decodeBackslash(text, position);
    case AMPERSAND:
      return decodeEntity(text, position);
    case PLUS:
      return { character: ' ', end: position + 1 };
    default:
      return undefined;
  }
}

function decodePercent(text: string, position: number): EscapedCharacter | undefined {
  const first = percentByte(text, position);
  if (first === undefined) return undefined;
  const length = utf8Length(first);
  let codePoint = length === 1 ? first : first & (0x7f >> length);
  for (let index = 1; index < length; index += 1) {
    const byte = percentByte(text, position + index * 3);
    // What is no UTF-8 is a byte a character, as `escape` writes it.
    if (byte === undefined || (byte & 0xc0) !== 0x80) return escaped(first, position + 3);
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  return escaped(codePoint, position + length * 3);
}

function percentByte(text: string, position: number): number | undefined {
  return text.charCodeAt(position) === PERCENT ? hexadecimal(text, position + 1, 2) : undefined;
}

function utf8Length(firstByte: number): number {
  if (firstByte < 0xc0) return 1;
  if (firstByte < 0xe0) return 2;
  return firstByte < 0xf0 ? 3 : 4;
}

function decodeBackslash(text: string, position: number): EscapedCharacter | undefined {
  const letter = text.charAt(position + 1);
  const short = SHORT_ESCAPES[letter];
  if (short !== undefined) return { character: short, end: position + 2 };
  const unit = letter === 'u' ? hexadecimal(text, position + 2, 4) : undefined;
  if (unit === undefined) return undefined;
  // Half of a surrogate pair is a unit like any other: the other half follows as an escape of its own.
  return { character: String.fromCharCode(unit), end: position + 6 };
}

function decodeEntity(text: string, position: number): EscapedCharacter | undefined {
  ENTITY.lastIndex = position;
  const [sequence, decimal, hex, name] = ENTITY.exec(text) ?? [];
  if (sequence === undefined) return undefined;
  const end = position + sequence.length;
  const named = name === undefined ? undefined : NAMED_ENTITIES[name];
  if (named !== undefined) return { character: named, end };
  return escaped(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10), end);
}

function escaped(codePoint: number, end: number): EscapedCharacter | undefined {
  return codePoint <= LAST_CODE_POINT ? { character: String.fromCodePoint(codePoint), end } : undefined;
}

function hexadecimal(text: string, start: number, length: number): number | undefined {
  let value = 0;
  for (let index = start; index < start + length; index += 1) {
    const digit = hexDigit(text.charCodeAt(index));
    if (digit === undefined) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(unit: number): number | undefined {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
