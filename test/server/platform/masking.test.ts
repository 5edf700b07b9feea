import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasker } from '../../../server/src/platform/masking.ts';

const MASK = '••••••';
const SECRET = `s3cr€t"\\/ <&>'+k=y\n😀`;

function percentEncodeAll(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function escapeNonAscii(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Every form in which a secret may reach a log, each by an encoder that is not the masker's. */
const FORMS: Record<string, (secret: string) => string> = {
  plain: (secret) => secret,
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  'JSON in ASCII': (secret) => escapeNonAscii(JSON.stringify(secret).slice(1, -1)),
  'JSON in ASCII, upper case': (secret) =>
    escapeNonAscii(JSON.stringify(secret).slice(1, -1)).replace(
      /\\u[0-9a-f]{4}/g,
      (it) => `\\u${it.slice(2).toUpperCase()}`,
    ),
  'JSON with escaped slashes': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'percent-encoding': (secret) => encodeURIComponent(secret),
  'percent-encoding in lower case': (secret) => encodeURIComponent(secret).replace(/%../g, (it) => it.toLowerCase()),
  'percent-encoding of everything': percentEncodeAll,
  'percent-encoding of a path': (secret) => encodeURI(secret),
  'form encoding': (secret) => new URLSearchParams({ k: secret }).toString().slice(2),
  'HTML escapes': escapeHtml,
  'HTML escapes in decimal': (secret) => [...secret].map((it) => `&#${it.codePointAt(0)};`).join(''),
  'HTML escapes in hexadecimal': (secret) => [...secret].map((it) => `&#x${it.codePointAt(0)?.toString(16)};`).join(''),
  hexadecimal: (secret) => Buffer.from(secret).toString('hex'),
  'hexadecimal in upper case': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
};

describe('masking', () => {
  it.each(Object.keys(FORMS))('finds a secret in %s', (name) => {
    const form = FORMS[name]?.(SECRET) ?? '';
    expect(createMasker([SECRET])(`before ${form} after`)).toBe(`before ${MASK} after`);
  });

  it.each(['', 'u:', 'us:', 'user:', 'Basic user name:'])('finds a secret after %j in base64', (before) => {
    const mask = createMasker(['correct horse battery']);
    for (const encoding of ['base64', 'base64url'] as const) {
      const whole = Buffer.from(`${before}correct horse battery staple`).toString(encoding);
      const masked = mask(`Authorization: Basic ${whole}`);
      expect(masked).toContain(MASK);
      const rest = masked.slice('Authorization: Basic '.length).split(MASK);
      const readable = rest.map((part) => Buffer.from(part, encoding).toString('latin1')).join('');
      expect(readable).not.toMatch(/correct|horse|battery/);
    }
  });

  it('finds a secret with accents with a byte a character, as `btoa` and `escape` take it', () => {
    for (const secret of ['pässwörd, très bien', 'äöü!ß']) {
      const mask = createMasker([secret]);
      for (const before of ['', 'u:', 'us:']) {
        const written = btoa(before + secret);
        const rest = mask(written).replace(MASK, '');
        expect(written.length - rest.length).toBeGreaterThanOrEqual(Math.floor((secret.length * 4) / 3));
      }
      expect(mask(escape(secret))).toBe(MASK);
      expect(mask(Buffer.from(secret, 'latin1').toString('hex'))).toBe(MASK);
    }
  });

  it('finds base64 that was percent-encoded or put into JSON', () => {
    const secret = '>>>???>>>???';
    const base64 = Buffer.from(secret).toString('base64');
    expect(base64).toMatch(/[+/]/);
    const mask = createMasker([secret]);
    expect(mask(`a=${encodeURIComponent(base64)}&`)).toBe(`a=${MASK}&`);
    expect(mask(`"${base64.replaceAll('/', '\\/')}"`)).toBe(`"${MASK}"`);
  });

  it('finds the beginning of a secret at the end of a text that was cut, in every form', () => {
    const { cut } = createMasker([SECRET]);
    for (const [name, write] of Object.entries(FORMS)) {
      const form = write(SECRET);
      for (let length = 1; length <= form.length; length += 1) {
        const masked = cut(`before ${form.slice(0, length)}`);
        expect({ name, length, masked }).toMatchObject({ masked: expect.stringMatching(`^before (?:${MASK})?$`) });
      }
    }
    const base64 = Buffer.from(`user:${SECRET}`).toString('base64');
    for (let length = 8; length < base64.length; length += 1) {
      expect(cut(base64.slice(0, length)).replace(MASK, '').length).toBeLessThanOrEqual(7);
    }
  });

  it('leaves what was cut elsewhere, and has no beginning of a secret, as it is', () => {
    expect(createMasker(['some-secret']).cut('an ordinary text, cut in the middle of a wor')).toBe(
      'an ordinary text, cut in the middle of a wor',
    );
    expect(createMasker([]).cut('anything')).toBe('anything');
  });

  it('leaves text without secrets as it is', () => {
    const text = 'GET /users?a=%20b&c=+d "e\\n" &amp; 100% \\';
    expect(createMasker(['some-secret'])(text)).toBe(text);
    expect(createMasker([])(text)).toBe(text);
    expect(createMasker([''])(text)).toBe(text);
  });

  it('masks each occurrence, and those that overlap as one', () => {
    expect(createMasker(['abcd'])('abcd abcdabcd')).toBe(`${MASK} ${MASK}${MASK}`);
    expect(createMasker(['aaaa'])('aaaaaaa')).toBe(MASK);
    expect(createMasker(['token', 'token-long'])('token-long token')).toBe(`${MASK} ${MASK}`);
    expect(createMasker(['abcdef', 'defghi'])('xabcdefghix')).toBe(`x${MASK}x`);
    expect(createMasker(['bcde', 'abcdefg'])('abcdefg')).toBe(MASK);
  });

  it('masks short secrets as whole tokens only', () => {
    const mask = createMasker(['abc', '1']);
    expect(mask('abc, "abc" abcd xabc a_abc 1 21 1.')).toBe(`${MASK}, "${MASK}" abcd xabc a_abc ${MASK} 21 ${MASK}.`);
    expect(mask(`Basic ${Buffer.from('abc').toString('base64')} 616263`)).toBe(`Basic ${MASK} ${MASK}`);
    expect(createMasker(['ab', '6162'])('6162x ab abx')).toBe(`${MASK}x ${MASK} abx`);
  });

  it('finds a secret whose first characters look like the end of an escape', () => {
    expect(createMasker(['41 abcd'])('%41%20abcd x%%41%20abcd')).toBe(`%${MASK} x%%${MASK}`);
    expect(createMasker(['nabc'])('\\nabc')).toBe(`\\${MASK}`);
    expect(createMasker(['%41%42'])('x%41%42x %2541%2542')).toBe(`x${MASK}x ${MASK}`);
    expect(createMasker(['a\\\\\\\\b'])(`${JSON.stringify('a\\\\\\\\b')} a\\\\\\\\b`)).toBe(`"${MASK}" ${MASK}`);
  });

  it('copes with long secrets and long texts of one character', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(50)}-----END PRIVATE KEY-----`;
    expect(createMasker([key])(JSON.stringify({ key }))).toBe(`{"key":"${MASK}"}`);
    const nasty = createMasker(['\\'.repeat(500), `${'a'.repeat(4000)}b`, '%25'.repeat(500), 'a'.repeat(4000)]);
    for (const unit of ['\\', 'a', '%25', '&amp;', '%61', '\\u0061']) {
      expect(typeof nasty(unit.repeat(20_000 / unit.length))).toBe('string');
    }
  });
});

describe('whatever the secret and the text around it', () => {
  const unit = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...'%\\&+";/<>#nux0a4125 \n'.split('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  );
  const text = fc.string({ unit, maxLength: 12 });
  const secret = fc
    .string({ unit, minLength: 4, maxLength: 12 })
    .filter((value) => [...value].length >= 4 && !value.includes('•'));
  const form = fc.constantFrom(...Object.values(FORMS));

  it('none of its encodings is left', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        text,
        text,
        form,
        (secrets, before, after, encode) => {
          const [first = ''] = secrets;
          const masked = createMasker(secrets)(before + encode(first) + after);
          expect(masked).toContain(MASK);
          for (const value of secrets)
            for (const other of Object.values(FORMS)) expect(masked).not.toContain(other(value));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('none of it is left in base64, wherever it stands in the encoded text', () => {
    fc.assert(
      fc.property(
        secret,
        text,
        text,
        fc.constantFrom<BufferEncoding>('base64', 'base64url'),
        (value, before, after, encoding) => {
          const decoded = (part: string) => Buffer.from(part, encoding);
          const encoded = Buffer.from(before + value + after).toString(encoding);
          const masked = createMasker([value])(encoded);
          expect(masked).toContain(MASK);
          for (const left of masked.split(MASK))
            for (const from of [0, 1, 2, 3]) expect(decoded(left.slice(from)).includes(value)).toBe(false);
        },
      ),
    );
  });

  it('text is only ever taken away', () => {
    fc.assert(
      fc.property(fc.array(secret, { maxLength: 3 }), fc.string({ unit, maxLength: 60 }), (secrets, input) => {
        const masked = createMasker(secrets)(input);
        let position = 0;
        for (const part of masked.split(MASK)) {
          const at = input.indexOf(part, position);
          expect(at).toBeGreaterThanOrEqual(position);
          position = at + part.length;
        }
      }),
    );
  });
});
