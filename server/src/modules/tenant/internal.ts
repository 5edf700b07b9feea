import type { Prisma } from '@joinery/prisma';
import { type Database, sql } from '../../platform/db/index.ts';
import type { TxContext } from '../../transaction.ts';

export type TenantRow = Prisma.TenantGetPayload<object>;

/** The tenant that the context is about. */
export function ownTenant({ tx, tenantId }: TxContext): Promise<TenantRow> {
  return tx.prisma.tenant.findUniqueOrThrow({ where: { id: tenantId } });
}

/** The id of the tenant with this slug, before anyone has signed in; null where there is none. */
export async function findTenantId({ db }: { db: Database }, slug: string): Promise<string | null> {
  const [tenant] = await db.system((tx) => tx.query<{ id: string }>(sql`SELECT id FROM tenants WHERE slug = ${slug}`));
  return tenant?.id ?? null;
}
