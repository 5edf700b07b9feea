import type { PublicContext } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { openSession } from '../session/index.ts';
import { seedBuiltInTasks } from '../task/index.ts';
import { createTenant, settingsOf } from '../tenant/index.ts';
import { userData, userFacts, userTarget } from '../user/index.ts';
import { actingAs, inTenantOf } from './account.ts';
import { countSignUp } from './attempt-limit.ts';
import { requireStrongPassword } from './new-password.ts';
import { SignUp } from './sign-in.input.ts';
import type { SignedInPerson } from './sign-in.ts';

/**
 * Creates a tenant with its owner, and signs the owner in. CONFLICT when the slug is taken; LIMIT_EXCEEDED after too
 * many from one address.
 */
export async function signUp(ctx: PublicContext, input: unknown): Promise<SignedInPerson> {
  const { tenantName, tenantSlug, email, password, firstName, lastName } = parseInput(SignUp, input);
  requireStrongPassword('password', password, { email, firstName, lastName });
  await countSignUp(ctx);
  const passwordHash = await ctx.keys.passwords.hash(password);
  const tenantId = newId();
  const now = ctx.clock.now();

  return transaction(inTenantOf(ctx, tenantId), async (ctx) => {
    const tenant = await createTenant(ctx, { name: tenantName, slug: tenantSlug });
    await seedBuiltInTasks(ctx.tx, [tenantId], now);
    const user = await ctx.tx.prisma.user.create({
      data: {
        tenantId,
        id: newId(),
        email,
        username: email.slice(0, email.indexOf('@')),
        firstName,
        lastName,
        role: 'OWNER',
        passwordHash,
        passwordChangedAt: now,
        lastSignInAt: now,
      },
    });
    const tokens = await openSession(ctx, user, settingsOf(tenant).sessionDays);
    const acting = actingAs(ctx, user, tokens.sessionId);
    const eventId = recordEvent(acting, 'user.created', userData(user));
    recordAudit(acting, {
      action: 'user.created',
      target: userTarget(user),
      detail: { new: userFacts(user) },
      eventId,
    });
    return { tokens, user, tenant };
  });
}
