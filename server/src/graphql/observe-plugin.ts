import type { ApolloServerPlugin } from '@apollo/server';
import { trace } from '@opentelemetry/api';
import { tellError } from './error-map.ts';
import { nameOf, reportOperation } from './operation-report.ts';
import type { GraphqlContext } from './signed-in.ts';

/** Tells of every operation over HTTP: a line in the log, a count, its name in the trace; and of what went wrong. */
export const observePlugin: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => {
    const startedAt = performance.now();
    return {
      didResolveOperation: async ({ operation }) => {
        if (operation) trace.getActiveSpan()?.updateName(`${operation.operation} ${nameOf(operation)}`);
      },
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) tellError(error, contextValue.context ?? contextValue.public);
      },
      willSendResponse: async ({ operation = null, response, contextValue }) => {
        const { errors } = response.body.kind === 'single' ? response.body.singleResult : response.body.initialResult;
        response.http.headers.set('x-request-id', contextValue.public.request.id);
        reportOperation(contextValue, { transport: 'http', operation, errors, startedAt });
      },
    };
  },
};
