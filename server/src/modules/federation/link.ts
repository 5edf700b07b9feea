import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { sql } from '../../platform/db/index.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { readUser } from '../user/index.ts';
import { LinkFederatedIdentity } from './federation.input.ts';
import { identityFacts, identityTarget } from './federation-audit.ts';
import { type FederatedIdentityRow, getProvider } from './internal.ts';

/**
 * Says by which subject a provider knows a user. Linked so already, it is a noop; CONFLICT where the provider knows
 * somebody else by it: unlink that first.
 */
export function linkFederatedIdentity(ctx: Context, input: unknown): Promise<FederatedIdentityRow> {
  requireScope(ctx, 'user:write');
  const identity = parseInput(LinkFederatedIdentity, input);
  return transaction(ctx, async (ctx) => {
    const provider = await getProvider(ctx, identity.providerId);
    const user = await readUser(ctx, identity.userId);
    const isNew = await insert(ctx, identity);
    const linked = await ctx.tx.prisma.federatedIdentity.findUniqueOrThrow({
      where: { tenantId_providerId_subject: keyOf(ctx, identity) },
    });
    if (linked.userId !== user.id) {
      throw new AppError('CONFLICT', `${provider.name} knows another user by this subject; unlink them first`);
    }
    const target = identityTarget(user, provider);
    const outcome = isNew ? 'changed' : 'noop';
    recordAudit(ctx, { action: 'federated_identity.linked', target, outcome, detail: { new: identityFacts(linked) } });
    return linked;
  });
}

function keyOf({ tenantId }: TxContext, { providerId, subject }: { providerId: string; subject: string }) {
  return { tenantId, providerId, subject };
}

/** Whether it was not there before: two who link the same at once do not meet an error. */
async function insert(
  { tx, tenantId, clock }: TxContext,
  { providerId, subject, userId }: { providerId: string; subject: string; userId: string },
): Promise<boolean> {
  const count = await tx.execute(sql`
    INSERT INTO federated_identities (tenant_id, provider_id, subject, user_id, created_at)
    VALUES (${tenantId}::uuid, ${providerId}::uuid, ${subject}, ${userId}::uuid, ${clock.now()}::timestamptz)
    ON CONFLICT (tenant_id, provider_id, subject) DO NOTHING`);
  return count === 1;
}
