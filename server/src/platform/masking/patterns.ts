/** One way in which a secret may stand in a text. Escape sequences are not spelled out here: the scan decodes them. */
export interface Pattern {
  readonly text: string;
  readonly isWholeToken: boolean;
  /** Base64 only: the character before or after also carries bits of the secret. */
  readonly sharesCharacterBefore: boolean;
  readonly sharesCharacterAfter: boolean;
}

const MIN_EMBEDDED_LENGTH = 4;
const BITS_PER_BYTE = 8;
const BITS_PER_CHARACTER = 6;

export function patternsOf(secret: string): Pattern[] {
  if (secret === '') return [];
  const isWholeToken = [...secret].length < MIN_EMBEDDED_LENGTH;
  const texts = new Set([secret, secret.toWellFormed()]);
  const encodings = bytesOf(secret);
  for (const bytes of encodings) {
    const hex = bytes.toString('hex');
    texts.add(hex).add(hex.toUpperCase());
    if (isWholeToken) texts.add(bytes.toString('base64url')).add(bytes.toString('base64').replaceAll('=', ''));
  }
  const patterns = [...texts].map((text) => pattern(text, { isWholeToken }));
  if (isWholeToken) return patterns;
  return [...patterns, ...encodings.flatMap((bytes) => [0, 1, 2].flatMap((shift) => base64Patterns(bytes, shift)))];
}

/** In UTF-8 and, where it can be and makes a difference, with a byte a character: so `btoa` takes its text. */
function bytesOf(secret: string): Buffer[] {
  const utf8 = Buffer.from(secret);
  const latin1 = Buffer.from(secret, 'latin1');
  return latin1.toString('latin1') === secret && !latin1.equals(utf8) ? [utf8, latin1] : [utf8];
}

/**
 * The characters of base64 (RFC 4648, sections 4 and 5) that the secret alone determines when the
 * bytes before it leave it `shift` bytes into a group of three.
 */
function base64Patterns(bytes: Buffer, shift: number): Pattern[] {
  const firstBit = shift * BITS_PER_BYTE;
  const endBit = firstBit + bytes.length * BITS_PER_BYTE;
  const first = Math.ceil(firstBit / BITS_PER_CHARACTER);
  const end = Math.floor(endBit / BITS_PER_CHARACTER);
  const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
  const alphabets = new Set(
    [shifted.toString('base64'), shifted.toString('base64url')].map((it) => it.slice(first, end)),
  );
  return [...alphabets].map((text) =>
    pattern(text, {
      sharesCharacterBefore: firstBit % BITS_PER_CHARACTER !== 0,
      sharesCharacterAfter: endBit % BITS_PER_CHARACTER !== 0,
    }),
  );
}

function pattern(text: string, traits: Partial<Omit<Pattern, 'text'>>): Pattern {
  return {
    isWholeToken: false,
    sharesCharacterBefore: false,
    sharesCharacterAfter: false,
    ...traits,
    text,
  };
}
