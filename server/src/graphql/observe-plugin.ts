import type { ApolloServerPlugin } from '@apollo/server';
import type { ErrorCode } from '../errors.ts';
import type { Metrics } from '../platform/telemetry/index.ts';
import type { GraphqlContext } from './signed-in.ts';

/** Counts every operation over HTTP by its kind and outcome, and times it. */
export function observePlugin(metrics: Metrics): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      return {
        willSendResponse: async ({ operation, response }) => {
          const body = response.body.kind === 'single' ? response.body.singleResult : response.body.initialResult;
          const outcome = (body.errors?.[0]?.extensions?.['code'] as ErrorCode | undefined) ?? 'OK';
          metrics.observeRequest(operation?.operation ?? 'query', outcome, (performance.now() - startedAt) / 1000);
        },
      };
    },
  };
}
