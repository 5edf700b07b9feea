import type { ApolloServerPlugin } from '@apollo/server';
import { checkCost } from './limits/index.ts';
import type { GraphqlContext } from './signed-in.ts';

/** Refuses what asks for too much, after validation and before any resolver. */
export const limitsPlugin: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request }) => {
      if (operation) checkCost(document, operation, request.variables ?? {});
    },
  }),
};
