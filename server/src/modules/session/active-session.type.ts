import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Context } from '../../context.ts';
import { connectionOf } from '../../graphql/connection.ts';
import type { SessionRow } from './internal.ts';

@ObjectType({ description: 'A sign-in on one device, as long as it lasts.' })
export class ActiveSession {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  userId: string;

  @Field(() => Boolean, { description: 'Whether this request came with it.' })
  isCurrent: boolean;

  @Field(() => String, { nullable: true, description: 'The address that signed in.' })
  ipAddress: string | null;

  @Field(() => String, { nullable: true, description: 'The browser or client, by its own word.' })
  userAgent: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was last refreshed.' })
  lastRefreshedAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When the person has to sign in again.' })
  expiresAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true })
  revokedAt: Date | null;
}

export const ActiveSessionConnection = connectionOf(ActiveSession);

export function toActiveSession({ actor }: Context, row: SessionRow): ActiveSession {
  const { id, userId, ipAddress, userAgent, createdAt, rotatedAt, expiresAt, revokedAt } = row;
  const isCurrent = id === actor.credentialId;
  return { id, userId, isCurrent, ipAddress, userAgent, createdAt, lastRefreshedAt: rotatedAt, expiresAt, revokedAt };
}
