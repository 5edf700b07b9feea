/** What stands for a secret. */
export const MASK = '••••••';

/** A key whose name ends like this holds a secret, however it is spelt: `apiToken`, `client_secret`, `Set-Cookie`. */
const SECRET_KEY =
  /(password|passwordhash|passphrase|secrets?|tokens?|authorization|cookies?|apikey|privatekey|masterkey|credentials?|onetimecode|recoverycodes?)$/;

const DEEPEST = 8;

/** Tells whether a value under this key may be a secret. Ids and names of secrets are none: `tokenId`. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key.toLowerCase().replace(/[^a-z]/g, ''));
}

/** A copy of a logged object without its secrets, at any depth. Errors are left to their serializer. */
export function withoutSecrets<T>(value: T, depth = 0): T {
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deeper]' as T;
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, depth + 1)) as T;
  // Objects that say themselves how they are written down (URL, Buffer) have no keys to look at.
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return value;
  const copy: Record<string, unknown> = {};
  for (const [key, held] of Object.entries(value)) {
    copy[key] = isSecretKey(key) && isRevealing(held) ? MASK : withoutSecrets(held, depth + 1);
  }
  return copy as T;
}

/** A count or a flag under such a name (`tokens: 3`) tells nothing. */
function isRevealing(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

const URL_CREDENTIALS = /(\w:\/\/)[^\s/"@]*:[^\s/"@]*@/g;
const AUTHORIZATION_VALUE = /\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/g;

/** A finished line without the credentials that free text has: connection strings, quoted headers. */
export function withoutCredentials(line: string): string {
  return line.replace(URL_CREDENTIALS, `$1${MASK}@`).replace(AUTHORIZATION_VALUE, `$1 ${MASK}`);
}
