import type { JWK } from 'jose';
import { type SqlTransaction, sql } from '../../platform/db/index.ts';

/** What decides whether a version may be loaded, without its archive. */
export interface LoadableVersion {
  id: string;
  digest: string;
  status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'YANKED';
  version: string;
  plugin: string;
  publisher: string;
  signature: string;
  public_jwk: JWK | null;
  /** Why it or its key was revoked. */
  revoked: string | null;
}

/**
 * A version that the transaction's tenant sees. A revocation counts that is the deployment's own or that of the version's
 * owner: nobody revokes what is somebody else's.
 */
export async function findLoadable(tx: SqlTransaction, versionId: string): Promise<LoadableVersion | undefined> {
  const [found] = await tx.query<LoadableVersion>(sql`
    SELECT v.id, v.digest, v.status, v.version, p.key AS plugin, b.slug AS publisher, v.signature, k.public_jwk,
      (SELECT r.reason FROM revocations r
       WHERE r.subject IN (v.digest, v.key_id)
         AND (r.owner_tenant_id IS NULL OR r.owner_tenant_id = v.owner_tenant_id) LIMIT 1) AS revoked
    FROM plugin_versions v
    JOIN plugins p ON p.id = v.plugin_id
    JOIN publishers b ON b.id = p.publisher_id
    LEFT JOIN publisher_keys k ON k.id::text = v.key_id AND k.publisher_id = b.id
    WHERE v.id = ${versionId}::uuid`);
  return found;
}

export async function readArchive(tx: SqlTransaction, versionId: string): Promise<Buffer> {
  const [found] = await tx.query<{ archive: Uint8Array }>(
    sql`SELECT archive FROM plugin_versions WHERE id = ${versionId}::uuid`,
  );
  return Buffer.from(found?.archive ?? []);
}
