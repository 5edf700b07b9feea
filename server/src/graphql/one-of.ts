import type { GraphQLSchema } from 'graphql';
import { Extensions } from 'type-graphql';

const IS_ONE_OF = 'isOneOf';

/** Marks an @InputType of which exactly one field must be given. All of its fields are nullable. */
export function OneOf() {
  return Extensions({ [IS_ONE_OF]: true });
}

/** Makes the marked inputs @oneOf (GraphQL September 2025, §3.10.1), which type-graphql has no word for. */
export function withOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if ('isOneOf' in type && type.extensions[IS_ONE_OF]) type.isOneOf = true;
  }
  return schema;
}
