import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { loaderOf } from '../../loader.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import type { FederatedIdentityRow, FederatedProviderRow } from './internal.ts';

export interface IdentityKey {
  providerId: string;
  subject: string;
}

/** The identities of a user, the oldest first. Asked for many users, it is one query. */
export async function federatedIdentitiesOf(ctx: Context, userId: string): Promise<FederatedIdentityRow[]> {
  if (userId !== ctx.actor.id) requireScope(ctx, 'user:read');
  const loader = loaderOf(ctx, 'identities-of-user', (userIds) =>
    transaction(ctx, async ({ tx }) => {
      const where = { userId: { in: userIds.filter(isUuid) } };
      const rows = await tx.prisma.federatedIdentity.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { subject: 'asc' }],
      });
      return Map.groupBy(rows, (row) => row.userId);
    }),
  );
  return (await loader.load(userId)) ?? [];
}

/** Whom a provider knows by this subject; null when nobody. */
export function findFederatedIdentity(
  ctx: Context,
  { providerId, subject }: IdentityKey,
): Promise<FederatedIdentityRow | null> {
  requireScope(ctx, 'user:read');
  if (!isUuid(providerId)) return Promise.resolve(null);
  return transaction(ctx, ({ tx, tenantId }) => {
    const where = { tenantId_providerId_subject: { tenantId, providerId, subject } };
    return tx.prisma.federatedIdentity.findUnique({ where });
  });
}

/** The provider of an identity, for its field. */
export async function providerOf(ctx: Context, providerId: string): Promise<FederatedProviderRow | null> {
  const loader = loaderOf(ctx, 'federated-provider', (ids) =>
    transaction(ctx, async ({ tx }) => {
      const rows = await tx.prisma.federatedProvider.findMany({ where: { id: { in: ids } } });
      return new Map(rows.map((row) => [row.id, row]));
    }),
  );
  return (await loader.load(providerId)) ?? null;
}
