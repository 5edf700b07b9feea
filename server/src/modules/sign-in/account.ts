import type { Prisma } from '@joinery/prisma';
import { scopesOfRole } from '../../access.ts';
import { type Actor, type Context, type PublicContext, systemContext } from '../../context.ts';
import type { TxContext } from '../../transaction.ts';
import type { EventData } from '../event/index.ts';

export type UserRow = Prisma.UserGetPayload<object>;

/** The request in a tenant, with nobody acting yet: whoever asks has not shown who they are. */
export function inTenantOf(ctx: PublicContext, tenantId: string): Context {
  return { ...systemContext(ctx, tenantId, ctx.request.id), request: ctx.request };
}

/** The same transaction, with the person acting who has just shown who they are. */
export function actingAs(ctx: TxContext, { id, email, role }: UserRow, credentialId?: string): TxContext {
  const actor: Actor = {
    kind: 'user',
    id,
    email,
    role,
    scopes: scopesOfRole(role),
    ...(credentialId ? { credentialId } : {}),
  };
  return { ...ctx, actor };
}

/** What sign-in events tell of the user. */
export function loginData(ctx: PublicContext, user: UserRow, method: string): EventData<'login.success'> {
  return {
    resource_type: 'user',
    user_id: user.id,
    user_email: user.email,
    user_name: user.username,
    user_first_name: user.firstName,
    user_last_name: user.lastName,
    method,
    user_agent: ctx.request.userAgent,
  };
}
