import type { PublicContext } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { refreshSession } from '../session/index.ts';
import { ownTenant } from '../tenant/index.ts';
import { inTenantOf } from './account.ts';
import type { SignedInPerson } from './sign-in.ts';

/** Exchanges a refresh token; answers like signing in does. UNAUTHENTICATED, as refreshSession of the session module. */
export async function refreshSignIn(ctx: PublicContext, refreshToken: string): Promise<SignedInPerson> {
  const { tenantId, userId, ...tokens } = await refreshSession(ctx, refreshToken);
  return transaction(inTenantOf(ctx, tenantId), async (ctx) => ({
    tokens,
    user: await ctx.tx.prisma.user.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: userId } } }),
    tenant: await ownTenant(ctx),
  }));
}
