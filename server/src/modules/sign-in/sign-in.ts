import type { PublicContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { acceptOneTimeCode, hasSecondFactor } from '../mfa/index.ts';
import { openSession, type SessionTokens } from '../session/index.ts';
import { findTenantId, ownTenant, settingsOf, type TenantRow } from '../tenant/index.ts';
import { userTarget } from '../user/index.ts';
import { actingAs, inTenantOf, loginData, type UserRow } from './account.ts';
import { countAttempt } from './attempt-limit.ts';
import { type FailedSignIn, recordFailedSignIn, recordForNobody } from './failed-sign-in.ts';
import { SignIn } from './sign-in.input.ts';

/** A person who has signed in: what they hold, who they are, and where. */
export interface SignedInPerson {
  readonly tokens: SessionTokens;
  readonly user: UserRow;
  readonly tenant: TenantRow;
}

type SecondFactor = 'none' | 'missing' | 'wrong' | 'totp' | 'recovery_code';

const WRONG_CREDENTIALS = { method: 'password', reason: 'invalid_credentials' };

/**
 * Signs a person in. UNAUTHENTICATED with the same words and after the same work, whatever was wrong: tenant, account,
 * password, code, or an account that is not active. With the reason MFA_REQUIRED when only the code is missing.
 * LIMIT_EXCEEDED after too many failures of the account or from the address.
 */
export async function signIn(ctx: PublicContext, input: unknown): Promise<SignedInPerson> {
  const { tenantSlug, email, password, oneTimeCode } = parseInput(SignIn, input);
  const attempt = await countAttempt(ctx, [tenantSlug, email]);
  const tenantId = await findTenantId(ctx, tenantSlug);
  // In an organisation that there is not is looked, too: how long the answer takes must not tell which there are.
  const user = await findUser(ctx, tenantId ?? newId(), email);
  // Without an account, the hasher checks against a hash of its own that nothing matches.
  const isRight = await ctx.keys.passwords.verify(password, user?.passwordHash ?? null);
  if (!tenantId) {
    await recordForNobody(ctx, { user, email, ...WRONG_CREDENTIALS });
    throw refused();
  }
  const renewedHash = isRight && user ? await renewHash(ctx, user, password) : null;

  const outcome = await transaction(inTenantOf(ctx, tenantId), async (ctx) => {
    if (!user?.isActive || !isRight) return fail(ctx, { user, email, ...WRONG_CREDENTIALS });
    const factor = await checkSecondFactor(ctx, user.id, oneTimeCode);
    if (factor === 'missing') return challenge(ctx, user);
    if (factor === 'wrong') return fail(ctx, { user, email, method: 'totp', reason: 'invalid_code' });
    if (!(await markSignedIn(ctx, user, renewedHash)))
      return fail(ctx, { user, email, method: 'password', reason: 'account_changed' });
    return complete(ctx, user, factor === 'none' ? 'password' : factor);
  });
  // Thrown after the commit, so that what was recorded of the refusal stays.
  if (outcome instanceof AppError) {
    if (outcome.reason === 'MFA_REQUIRED') await attempt.forgive();
    throw outcome;
  }
  await attempt.forgive();
  return outcome;
}

function refused(): AppError {
  return new AppError('UNAUTHENTICATED', 'the organisation, the email address, the password or the code is wrong');
}

function findUser({ db }: PublicContext, tenantId: string, email: string): Promise<UserRow | null> {
  return db.tenant(tenantId, ({ prisma }) =>
    prisma.user.findUnique({ where: { tenantId_email: { tenantId, email } } }),
  );
}

/** The hash anew where it was made with weaker parameters than today's: only now the password is at hand. */
async function renewHash({ keys }: PublicContext, { passwordHash }: UserRow, password: string): Promise<string | null> {
  const isWeak = passwordHash !== null && keys.passwords.needsRehash(passwordHash);
  return isWeak ? keys.passwords.hash(password) : null;
}

async function checkSecondFactor(
  ctx: TxContext,
  userId: string,
  code: string | null | undefined,
): Promise<SecondFactor> {
  if (!(await hasSecondFactor(ctx, userId))) return 'none';
  if (!code) return 'missing';
  return (await acceptOneTimeCode(ctx, userId, code)) ?? 'wrong';
}

function fail(ctx: TxContext, failure: FailedSignIn): AppError {
  recordFailedSignIn(ctx, failure);
  return refused();
}

/** The first half of signing in with two factors: no failure, yet worth a line to whoever reads the audit log. */
function challenge(ctx: TxContext, user: UserRow): AppError {
  recordAudit(ctx, { action: 'login.code_requested', target: userTarget(user), outcome: 'skipped' });
  return new AppError('UNAUTHENTICATED', 'send the code of your authenticator too, as `oneTimeCode`', {
    reason: 'MFA_REQUIRED',
  });
}

/** False where the account was deactivated, or its password changed, while this one was being checked. */
async function markSignedIn(
  { tx, tenantId, clock }: TxContext,
  { id, passwordHash }: UserRow,
  renewedHash: string | null,
): Promise<boolean> {
  const touched = await tx.execute(sql`
    UPDATE users SET last_sign_in_at = ${clock.now()}, password_hash = coalesce(${renewedHash}, password_hash)
    WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid AND is_active AND password_hash = ${passwordHash}`);
  return touched === 1;
}

async function complete(ctx: TxContext, user: UserRow, method: string): Promise<SignedInPerson> {
  const tenant = await ownTenant(ctx);
  const tokens = await openSession(ctx, user, settingsOf(tenant).sessionDays);
  const acting = actingAs(ctx, user, tokens.sessionId);
  const eventId = recordEvent(acting, 'login.success', loginData(ctx, user, method));
  recordAudit(acting, {
    action: 'login.success',
    target: userTarget(user),
    detail: { method, session_id: tokens.sessionId },
    eventId,
  });
  return { tokens, user: { ...user, lastSignInAt: ctx.clock.now() }, tenant };
}
