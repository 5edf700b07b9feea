import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

export enum ConnectionHealth {
  UNKNOWN = 'UNKNOWN',
  HEALTHY = 'HEALTHY',
  FAILING = 'FAILING',
}
registerEnumType(ConnectionHealth, {
  name: 'ConnectionHealth',
  description: 'Whether a connection works, by its last test and by what was run through it.',
});

@ObjectType('Connection', { description: 'One configured account at a provider.' })
export class ProviderConnection {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => GraphQLJSON, { description: 'By the manifest’s `config`. No secret is in it.' })
  config: unknown;

  @Field(() => ConnectionHealth, { description: 'Whether it works, as far as is known.' })
  health: ConnectionHealth;

  @Field(() => GraphQLDateTime, { nullable: true })
  lastCheckedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it is failing.' })
  lastError: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it does not work.' })
  failingSince: Date | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const ProviderConnectionConnection = connectionOf(ProviderConnection, 'Connection');

@ObjectType({ description: 'What became of a test of a connection.' })
export class ConnectionTest {
  @Field(() => Boolean, { description: 'Whether the provider takes the credentials.' })
  ok: boolean;

  @Field(() => String, { nullable: true, description: 'Who the credentials are at the provider.' })
  identity: string | null;

  @Field(() => String, { description: 'Who it is, or what is wrong.' })
  message: string;

  @Field(() => [String], { description: 'What the credentials lack for some actions, in the provider’s words.' })
  missing: string[];
}
