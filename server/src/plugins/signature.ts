import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { AppError, invalidField } from '../errors.ts';

/** Ed25519 by either of its names (RFC 8037, RFC 9864). */
const ALGORITHMS = ['EdDSA', 'Ed25519'];

/** What a publisher signs: exactly these bytes, as exactly this version. */
const Release = z.strictObject({
  digest: z.string(),
  plugin: z.string(),
  version: z.string(),
  publisher: z.string(),
});
export type Release = z.infer<typeof Release>;

/** The id of the key that a compact JWS names. It proves nothing yet. INVALID_INPUT where it is no JWS with one. */
export function signingKeyOf(jws: string): string {
  try {
    const { kid } = decodeProtectedHeader(jws);
    if (typeof kid === 'string') return kid;
  } catch {
    // Said below, for both.
  }
  throw invalidField('signature', 'must be a compact JWS (RFC 7515) whose header names the key as `kid`');
}

/** The signed text, where the key has signed it; null where it has not. */
export async function signedText(jws: string, publicJwk: JWK): Promise<string | null> {
  try {
    const key = await importJWK(publicJwk, 'EdDSA');
    const { payload } = await compactVerify(jws, key, { algorithms: ALGORITHMS });
    return new TextDecoder().decode(payload);
  } catch {
    return null;
  }
}

/** Throws FORBIDDEN unless the key has signed exactly this release. */
export async function requireSignature(jws: string, publicJwk: JWK, expected: Release): Promise<void> {
  const text = await signedText(jws, publicJwk);
  if (text === null) throw refused('the signature is not by the key that it names, or something was changed since');
  const signed = Release.safeParse(parseJson(text));
  const names = Object.keys(expected) as (keyof Release)[];
  const wrong = names.filter((name) => !signed.success || signed.data[name] !== expected[name]);
  if (wrong.length > 0) throw refused(`the signature is over another ${wrong.join(', ')} than the archive's`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refused(message: string): AppError {
  return new AppError('FORBIDDEN', `${message}; sign the archive as it is, by a key of the publisher`, {
    reason: 'SIGNATURE_INVALID',
  });
}
