import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { readUser } from '../user/index.ts';
import { identityFacts, identityTarget } from './federation-audit.ts';
import type { IdentityKey } from './identities.ts';
import { type FederatedIdentityRow, getProvider } from './internal.ts';

/** Ends that a provider knows a user by this subject. Answers the identity as it was; NOT_FOUND where there is none. */
export function unlinkFederatedIdentity(
  ctx: Context,
  { providerId, subject }: IdentityKey,
): Promise<FederatedIdentityRow> {
  requireScope(ctx, 'user:write');
  return transaction(ctx, async (ctx) => {
    const provider = await getProvider(ctx, providerId);
    const where = { tenantId: ctx.tenantId, providerId, subject };
    const [identity] = await ctx.tx.prisma.federatedIdentity.findMany({ where });
    const { count } = await ctx.tx.prisma.federatedIdentity.deleteMany({ where });
    if (!identity || count === 0) throw new AppError('NOT_FOUND', `${provider.name} knows nobody by this subject`);
    const target = identityTarget(await readUser(ctx, identity.userId), provider);
    recordAudit(ctx, { action: 'federated_identity.unlinked', target, detail: { old: identityFacts(identity) } });
    return identity;
  });
}
