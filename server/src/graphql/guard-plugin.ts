import type { ApolloServerPlugin } from '@apollo/server';
import { AppError } from '../errors.ts';
import { refuse } from './error-map.ts';
import { checkOperation } from './limits/index.ts';
import { overWebSocketOnly } from './live/index.ts';
import type { GraphqlContext } from './signed-in.ts';

/** Refuses what asks for too much, and what is not served here, after validation and before any resolver. */
export const guardPlugin: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      if (!operation) return;
      if (operation.operation === 'subscription') throw refuse(overWebSocketOnly());
      try {
        checkOperation({ schema, document, operation, variables: request.variables ?? {} });
      } catch (error) {
        throw error instanceof AppError ? refuse(error) : error;
      }
    },
  }),
};
