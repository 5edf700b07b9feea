import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Services } from '../services.ts';
import { formatError } from './error-map.ts';
import { limitsPlugin } from './limits-plugin.ts';
import type { GraphqlContext } from './signed-in.ts';

/** Apollo over our schema. CSRF prevention is on: a request that a form could make is refused. */
export function createApollo(
  services: Services,
  { schema, app, plugins }: { schema: GraphQLSchema; app: FastifyInstance; plugins: ApolloServerPlugin<GraphqlContext>[] },
): ApolloServer<GraphqlContext> {
  return new ApolloServer<GraphqlContext>({
    schema,
    csrfPrevention: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    formatError: (formatted, error) => formatError(formatted, error, services.log),
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginLandingPageDisabled(), limitsPlugin, ...plugins],
  });
}
