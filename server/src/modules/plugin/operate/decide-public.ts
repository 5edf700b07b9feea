import { AppError } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { refreshOffer } from '../publish/offer.ts';
import { asOperator, type OperatorServices } from './as-operator.ts';

export interface PendingVersion {
  plugin: string;
  version: string;
  publisher: string;
  digest: string;
  permissions: unknown;
}

/** The public versions that wait for the operator, the oldest first. */
export function listPendingVersions({ db }: OperatorServices): Promise<PendingVersion[]> {
  return db.system((tx) =>
    tx.query<PendingVersion>(sql`
      SELECT p.key AS plugin, v.version, b.slug AS publisher, v.digest, v.permissions
      FROM plugin_versions v JOIN plugins p ON p.id = v.plugin_id JOIN publishers b ON b.id = p.publisher_id
      WHERE v.tenant_id IS NULL AND v.status = 'PENDING' ORDER BY v.created_at`),
  );
}

export interface PublicDecision {
  plugin: string;
  version: string;
  status: 'APPROVED' | 'REJECTED';
  reason: string | null;
}

/** Lets a public version in, or turns it down. NOT_FOUND unless it waits for that. */
export function decidePublicVersion(services: OperatorServices, decision: PublicDecision): Promise<void> {
  const { plugin, version, status, reason } = decision;
  return asOperator(services, async (tx, audit) => {
    const [found] = await tx.query<{
      id: string;
      plugin_id: string;
      owner_tenant_id: string | null;
      digest: string;
    }>(sql`
      UPDATE plugin_versions v
      SET status = ${status}::plugin_version_status, status_reason = ${reason}, decided_at = ${services.clock.now()}::timestamptz
      FROM plugins p
      WHERE p.id = v.plugin_id AND p.tenant_id IS NULL AND p.key = ${plugin} AND v.version = ${version}
        AND v.status = 'PENDING'
      RETURNING v.id, v.plugin_id, v.owner_tenant_id, v.digest`);
    if (!found)
      throw new AppError('NOT_FOUND', `no version ${version} of a public plugin ${plugin} waits for approval`);
    await refreshOffer(tx, found.plugin_id);
    audit(found.owner_tenant_id, {
      action: status === 'APPROVED' ? 'plugin_version.approved' : 'plugin_version.rejected',
      target: { type: 'plugin_version', id: found.id, name: `${plugin} ${version}` },
      detail: { digest: found.digest, ...(reason ? { reason } : {}) },
    });
  });
}
