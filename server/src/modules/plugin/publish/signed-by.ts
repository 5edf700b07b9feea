import type { JWK } from 'jose';
import { AppError } from '../../../errors.ts';
import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { OpenedArchive } from '../../../plugins/archive/open-archive.ts';
import { requireSignature, signingKeyOf } from '../../../plugins/signature.ts';

interface KeyRow {
  id: string;
  public_jwk: JWK;
  verified_at: Date | null;
  revoked_at: Date | null;
}

/** The id of the publisher's valid key that signed the archive. FORBIDDEN where none did. */
export async function requireSignedBy(
  tx: SqlTransaction,
  publisher: { id: string; slug: string },
  { digest, manifest }: OpenedArchive,
  signature: string,
): Promise<string> {
  const kid = signingKeyOf(signature);
  const [key] = await tx.query<KeyRow>(sql`
    SELECT id, public_jwk, verified_at, revoked_at FROM publisher_keys
    WHERE publisher_id = ${publisher.id}::uuid AND kid = ${kid}`);
  if (!key)
    throw refused(`the signature names a key that ${publisher.slug} does not have: register it first`, 'KEY_UNKNOWN');
  if (key.revoked_at) throw refused('the signature is by a key that was revoked: sign by another', 'KEY_REVOKED');
  if (!key.verified_at)
    throw refused('the signature is by a key that is not verified yet: verify it', 'KEY_UNVERIFIED');
  const { id: plugin, version } = manifest;
  await requireSignature(signature, key.public_jwk, { digest, plugin, version, publisher: publisher.slug });
  return key.id;
}

function refused(message: string, reason: string): AppError {
  return new AppError('FORBIDDEN', message, { reason });
}
