import { systemContext } from '../../../context.ts';
import type { SqlTransaction } from '../../../platform/db/index.ts';
import { newId } from '../../../platform/id.ts';
import type { Services } from '../../../services.ts';
import { type AuditEntry, recordAudit } from '../../audit/index.ts';

/** The services that an operator's command has: no more than a database and a clock is asked of them. */
export type OperatorServices = Pick<Services, 'db' | 'clock'>;

/**
 * Changes the catalogue as the deployment's operator. What concerns a tenant's publisher is written to that tenant's audit
 * log, in the same transaction.
 */
export function asOperator<T>(
  services: OperatorServices,
  work: (tx: SqlTransaction, audit: (ownerTenantId: string | null, entry: AuditEntry) => void) => Promise<T>,
): Promise<T> {
  return services.db.system(async (tx) => {
    const entries = new Map<string, AuditEntry[]>();
    const done = await work(tx, (ownerTenantId, entry) => {
      if (ownerTenantId) entries.set(ownerTenantId, [...(entries.get(ownerTenantId) ?? []), entry]);
    });
    for (const [tenantId, told] of entries) {
      const ctx = { ...systemContext(services as Services, tenantId, newId()), tx };
      for (const entry of told) recordAudit(ctx, entry);
    }
    return done;
  });
}
