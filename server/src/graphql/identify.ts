import type { Context, PublicContext } from '../context.ts';
import type { GraphqlContext } from './signed-in.ts';

/** Who acts by a token: UNAUTHENTICATED for one that is not valid, or no longer. */
export type Authenticate = (ctx: PublicContext, token: string) => Promise<Context>;

/**
 * Who a request is by: the credential that it carries, checked. One that is refused is told where an actor is needed:
 * whoever signs in again may still send the old one.
 */
export async function identify(
  authenticate: Authenticate,
  anyone: PublicContext,
  token: string | null,
): Promise<GraphqlContext> {
  if (token === null) return { public: anyone, context: null, refusal: null };
  try {
    const context = await authenticate(anyone, token);
    const log = context.log.child({ tenantId: context.tenantId, actorId: context.actor.id });
    return { public: anyone, context: { ...context, log }, refusal: null };
  } catch (refusal) {
    return { public: anyone, context: null, refusal };
  }
}
