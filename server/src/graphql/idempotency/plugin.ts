import { createHash } from 'node:crypto';
import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { canonicalJson } from '../../platform/crypto/index.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Services } from '../../services.ts';
import type { GraphqlContext } from '../signed-in.ts';
import { claimKey, keepAnswer, releaseKey } from './kept-answer.ts';

const MOST_KEY_LENGTH = 200;

/**
 * `Idempotency-Key` on a mutation: the same key and body within 24 hours give the first answer again, without running
 * anything; the same key with another body is a CONFLICT, and so is one whose first request is still running.
 * A request that failed on our side keeps nothing, so that it can be repeated.
 */
export function createIdempotency(_services: Services): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: async ({ request }) => {
      const key = request.http?.headers.get('idempotency-key');
      if (!key) return {};
      let claimed: { ctx: Context; key: string } | undefined;
      let isReplay = false;
      return {
        responseForOperation: async ({ operation, contextValue, request }) => {
          const ctx = contextValue.context;
          if (operation.operation !== 'mutation' || !ctx?.actor.id) return null;
          if (key.length > MOST_KEY_LENGTH) throw invalidField('Idempotency-Key', `must have at most ${MOST_KEY_LENGTH} characters`);
          const body = { query: request.query, variables: request.variables, operationName: request.operationName };
          const hash = createHash('sha256').update(canonicalJson(body)).digest();
          const found = await claimKey(ctx, key, hash);
          if (found.state === 'new') {
            claimed = { ctx, key };
            return null;
          }
          if (found.state === 'other') throw new AppError('CONFLICT', 'this Idempotency-Key came with another request; use a new key');
          if (found.state === 'running') throw new AppError('CONFLICT', 'the first request with this Idempotency-Key is still running; ask again soon', { retryAfterSeconds: 1 });
          isReplay = true;
          return { body: { kind: 'single', singleResult: found.answer }, http: { status: 200, headers: new HeaderMap() } };
        },
        willSendResponse: async ({ response }) => {
          if (!claimed || isReplay || response.body.kind !== 'single') return;
          const { errors } = response.body.singleResult;
          const hasFailed = errors?.some((error) => error.extensions?.['code'] === 'INTERNAL' || error.extensions?.['code'] === 'UPSTREAM_FAILED');
          if (hasFailed) await releaseKey(claimed.ctx, claimed.key);
          else await keepAnswer(claimed.ctx, claimed.key, response.body.singleResult);
        },
      };
    },
  };
}
