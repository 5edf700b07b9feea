import { createHash } from 'node:crypto';
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { Context } from '../../context.ts';
import { AppError, ERROR_CODES, invalidField } from '../../errors.ts';
import { canonicalJson } from '../../platform/crypto/index.ts';
import { presentError } from '../error-map.ts';
import type { GraphqlContext } from '../signed-in.ts';
import { type Answer, type Claim, claimKey, keepAnswer, releaseKey } from './kept-answer.ts';
import { isRepeatable } from './repeatable.ts';

const MOST_KEY_LENGTH = 200;

/**
 * `Idempotency-Key` on a mutation of a signed-in actor: the same key and body within 24 hours give the first answer
 * again, without running anything; the same key with another body is a CONFLICT, and so is one whose first request is
 * still running. What failed on our side before anything was changed keeps nothing, so that it can be repeated.
 */
export const idempotencyPlugin: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async ({ request }) => {
    const key = request.http?.headers.get('idempotency-key');
    if (!key) return {};
    let claim: Claim | null = null;
    return {
      responseForOperation: async ({ operation, contextValue: { context }, request }) => {
        if (operation.operation !== 'mutation' || !context?.actor.id) return null;
        try {
          const found = await claimOrFind(context, key, request);
          if ('answer' in found) return replay(found.answer);
          claim = found.claim;
          return null;
        } catch (error) {
          return refusal(error, context);
        }
      },
      willSendResponse: async ({ operation, response }) => {
        if (!claim || !operation || response.body.kind !== 'single') return;
        const answer = response.body.singleResult;
        await settle(claim, isRepeatable(operation, answer) ? null : answer);
      },
    };
  },
};

async function claimOrFind(
  ctx: Context,
  key: string,
  { query, variables, operationName }: GraphQLRequest,
): Promise<{ claim: Claim } | { answer: Answer }> {
  if (key.length > MOST_KEY_LENGTH) {
    throw invalidField('Idempotency-Key', `must have at most ${MOST_KEY_LENGTH} characters`);
  }
  const hash = createHash('sha256')
    .update(canonicalJson({ query, operationName, variables: variables ?? {} }))
    .digest();
  const found = await claimKey(ctx, key, hash);
  if (found.state === 'new') return { claim: found.claim };
  if (found.state === 'kept') return { answer: found.answer };
  if (found.state === 'other') {
    throw new AppError('CONFLICT', 'this Idempotency-Key came with another request; use a new key');
  }
  const message = 'the first request with this Idempotency-Key is still running; ask again soon';
  throw new AppError('CONFLICT', message, { retryAfterSeconds: 1 });
}

/** The change is made, or not: that its answer could not be kept must not turn it into an error. */
async function settle(claim: Claim, answer: Answer | null): Promise<void> {
  try {
    if (answer) await keepAnswer(claim, answer);
    else await releaseKey(claim);
  } catch (error) {
    claim.ctx.log.error({ err: error }, 'idempotency: the answer was not kept; the key stays taken for two minutes');
  }
}

function replay(answer: Answer) {
  const headers = new HeaderMap([['idempotency-replayed', 'true']]);
  return { body: { kind: 'single' as const, singleResult: answer }, http: { status: 200, headers } };
}

/** Apollo takes no error from this hook: the refusal is the answer. */
function refusal(error: unknown, ctx: Context) {
  const shown = presentError(error, ctx);
  const status = ERROR_CODES[error instanceof AppError ? error.code : 'INTERNAL'].httpStatus;
  return {
    body: { kind: 'single' as const, singleResult: { errors: [shown] } },
    http: { status, headers: new HeaderMap() },
  };
}
