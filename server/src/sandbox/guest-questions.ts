import { createHash, randomBytes } from 'node:crypto';

const MOST_RANDOM_BYTES = 65_536;
const DIGESTS: Record<string, string> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};
const URL_PARTS = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
];

type Value = string | number;

/**
 * What the guest may ask its process and is answered at once, because it is the same for everybody: pure functions of
 * their arguments, and randomness. Bytes travel as texts with a character a byte. An empty text is a refusal.
 */
const QUESTIONS: Record<string, (...values: Value[]) => string> = {
  'url.parse': (url, base) =>
    partsOf(base === undefined ? URL.parse(String(url)) : URL.parse(String(url), String(base))),
  'url.set': (href, part, value) => {
    const url = URL.parse(String(href));
    if (!url || !URL_PARTS.includes(String(part))) return '';
    Reflect.set(url, String(part), String(value));
    return partsOf(url);
  },
  digest: (algorithm, bytes) => {
    const name = DIGESTS[String(algorithm)];
    return name ? createHash(name).update(String(bytes), 'latin1').digest().toString('latin1') : '';
  },
  'utf8.encode': (text) => Buffer.from(String(text), 'utf8').toString('latin1'),
  'utf8.decode': (bytes) => new TextDecoder().decode(Buffer.from(String(bytes), 'latin1')),
  random: (count) =>
    randomBytes(Math.min(Math.max(Math.floor(Number(count)) || 0, 0), MOST_RANDOM_BYTES)).toString('latin1'),
};

export function answerGuest(kind: string, ...values: Value[]): string {
  return Object.hasOwn(QUESTIONS, kind) ? (QUESTIONS[kind]?.(...values) ?? '') : '';
}

function partsOf(url: URL | null): string {
  if (!url) return '';
  return JSON.stringify([...URL_PARTS.map((part) => Reflect.get(url, part)), url.origin]);
}
