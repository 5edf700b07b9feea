import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Scope } from '../../access.ts';
import { connectionOf } from '../../graphql/connection.ts';
import type { ApiTokenRow } from './internal.ts';
import { isScope, ScopeEnum } from './scope.type.ts';

@ObjectType({ description: 'A credential for scripts and services. It acts as its owner, within its scopes.' })
export class ApiToken {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { description: 'The user whom it acts as.' })
  userId: string;

  @Field(() => String)
  name: string;

  @Field(() => [ScopeEnum], { description: 'The most it may do; its owner’s role may allow less by now.' })
  scopes: Scope[];

  @Field(() => GraphQLDateTime, { nullable: true })
  expiresAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last used, to the minute.' })
  lastUsedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true })
  revokedAt: Date | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;
}

export const ApiTokenConnection = connectionOf(ApiToken);

@ObjectType({ description: 'A new API token, with its text.' })
export class CreatedApiToken {
  @Field(() => String, {
    description: 'Send it as `Authorization: Bearer <token>`. Shown this once, and kept nowhere.',
  })
  token: string;

  @Field(() => ApiToken)
  apiToken: ApiToken;
}

export function toApiToken(row: ApiTokenRow): ApiToken {
  const { id, userId, name, expiresAt, lastUsedAt, revokedAt, createdAt } = row;
  return { id, userId, name, scopes: row.scopes.filter(isScope), expiresAt, lastUsedAt, revokedAt, createdAt };
}
