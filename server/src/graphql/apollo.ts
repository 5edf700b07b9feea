import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Services } from '../services.ts';
import { formatError } from './error-map.ts';
import { guardPlugin } from './guard-plugin.ts';
import { idempotencyPlugin } from './idempotency/index.ts';
import { observePlugin } from './observe-plugin.ts';
import type { GraphqlContext } from './signed-in.ts';

/** Apollo over our schema. CSRF prevention is on: a request that a form could make is refused. */
export function createApollo(
  { log }: Services,
  { schema, app }: { schema: GraphQLSchema; app: FastifyInstance },
): ApolloServer<GraphqlContext> {
  return new ApolloServer<GraphqlContext>({
    schema,
    csrfPrevention: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    // Whoever could store a query under a hash could fill the memory, and one hash would stand for any body.
    persistedQueries: false,
    logger: log,
    formatError: (formatted, error) => formatError(formatted, error, log),
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginLandingPageDisabled(),
      guardPlugin,
      idempotencyPlugin,
      observePlugin,
    ],
  });
}
