import { createParameterDecorator } from 'type-graphql';
import type { Context, PublicContext } from '../context.ts';
import { AppError } from '../errors.ts';

/** What a GraphQL operation runs with: the request, and the actor where it named one. */
export interface GraphqlContext {
  readonly public: PublicContext;
  /** Null without a credential, or with one that was refused. */
  readonly context: Context | null;
  /** Why the credential was refused. An operation that needs no actor goes on without it. */
  readonly refusal: unknown;
}

/** The context of a signed-in actor as a resolver's parameter; UNAUTHENTICATED without one. */
export function SignedIn() {
  return createParameterDecorator<GraphqlContext>(({ context }) => requireSignedIn(context));
}

export function requireSignedIn({ context, refusal }: GraphqlContext): Context {
  if (context) return context;
  if (refusal) throw refusal;
  throw new AppError('UNAUTHENTICATED', 'sign in first, or send an API token: Authorization: Bearer <token>');
}

/** The context of a request that needs no actor, as a resolver's parameter. */
export function Anyone() {
  return createParameterDecorator<GraphqlContext>(({ context }) => context.public);
}
