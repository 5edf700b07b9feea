import 'reflect-metadata';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { withOneOf } from './one-of.ts';
import { resolvers } from './resolvers.ts';

/** type-graphql wants one to be there; every subscription is served by graphql/live instead, from rows. */
const NO_PUB_SUB: PubSub = {
  publish: () => {
    throw new Error('subscriptions are served from rows, not from messages');
  },
  subscribe: () => {
    throw new Error('subscriptions are served from rows, not from messages');
  },
};

/** The schema, from every module's resolvers. */
export function createSchema() {
  const schema = buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    scalarsMap: [
      { type: Date, scalar: GraphQLDateTime },
      { type: Object, scalar: GraphQLJSON },
    ],
    // Inputs are checked by the verbs, with zod: one place, whoever calls.
    validate: false,
    pubSub: NO_PUB_SUB,
  });
  return withOneOf(schema);
}
