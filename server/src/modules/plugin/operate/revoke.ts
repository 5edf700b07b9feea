import { AppError } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { newId } from '../../../platform/id.ts';
import { asOperator, type OperatorServices } from './as-operator.ts';

/** Revokes everything of these bytes: no version of this digest is loaded any more, in any tenant. */
export function revokeVersion(services: OperatorServices, digest: string, reason: string): Promise<void> {
  return asOperator(services, async (tx, audit) => {
    const found = await tx.query<{ id: string; owner_tenant_id: string | null; version: string }>(
      sql`SELECT id, owner_tenant_id, version FROM plugin_versions WHERE digest = ${digest}`,
    );
    if (found.length === 0) throw new AppError('NOT_FOUND', `there is no version of the digest ${digest}`);
    await tx.execute(sql`
      INSERT INTO revocations (id, kind, subject, reason)
      VALUES (${newId()}::uuid, 'VERSION', ${digest}, ${reason})`);
    for (const { id, owner_tenant_id: owner, version } of found) {
      audit(owner, {
        action: 'plugin_version.revoked',
        target: { type: 'plugin_version', id, name: version },
        detail: { digest, reason },
      });
    }
  });
}

/** Revokes a publisher's key by its thumbprint: nothing that it signed is loaded any more. */
export function revokeKey(services: OperatorServices, kid: string, reason: string): Promise<void> {
  return asOperator(services, async (tx, audit) => {
    const keys = await tx.query<{ id: string; owner_tenant_id: string | null; name: string }>(sql`
      UPDATE publisher_keys SET revoked_at = COALESCE(revoked_at, ${services.clock.now()}::timestamptz)
      WHERE kid = ${kid} RETURNING id, owner_tenant_id, name`);
    if (keys.length === 0) throw new AppError('NOT_FOUND', `there is no publisher key ${kid}`);
    for (const { id, owner_tenant_id: owner, name } of keys) {
      await tx.execute(sql`
        INSERT INTO revocations (id, kind, subject, reason) VALUES (${newId()}::uuid, 'KEY', ${id}, ${reason})`);
      const target = { type: 'publisher_key', id, name };
      audit(owner, { action: 'publisher_key.revoked', target, detail: { kid, reason } });
    }
  });
}
