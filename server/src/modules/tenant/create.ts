import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import type { TxContext } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import type { TenantRow } from './internal.ts';
import { NewTenant } from './tenant.input.ts';

/**
 * Creates the tenant that the context's transaction is of, with its first data key. Guards nothing: it runs before
 * there is anyone to ask. CONFLICT when the slug is taken.
 */
export async function createTenant(ctx: TxContext, input: { name: string; slug: string }): Promise<TenantRow> {
  const { name, slug } = parseInput(NewTenant, input);
  const { tx, tenantId, keys } = ctx;
  const created = tx.prisma.tenant.create({ data: { id: tenantId, name, slug } });
  const tenant = await refuseDuplicate(created, { slug: `the slug ${slug} is taken` });
  await keys.vault.createKey(tx, tenantId);
  recordAudit(ctx, { action: 'tenant.created', target: { type: 'tenant', id: tenantId, name }, detail: { slug } });
  return tenant;
}
