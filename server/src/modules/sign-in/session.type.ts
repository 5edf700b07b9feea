import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Tenant, toTenant } from '../tenant/index.ts';
import { toUser, User } from '../user/index.ts';
import type { SignedInPerson } from './sign-in.ts';

@ObjectType({ description: 'What a person holds who has signed in.' })
export class Session {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer <token>`. A JWT, good for 15 minutes.' })
  accessToken: string;

  @Field(() => String, {
    description: 'Exchange it with `refreshSession` before or after the access token has ended. Good once.',
  })
  refreshToken: string;

  @Field(() => GraphQLDateTime, { description: 'When the access token ends.' })
  expiresAt: Date;

  @Field(() => User)
  user: User;

  @Field(() => Tenant)
  tenant: Tenant;
}

export function toSession({ tokens, user, tenant }: SignedInPerson): Session {
  const { accessToken, refreshToken, expiresAt } = tokens;
  return { accessToken, refreshToken, expiresAt, user: toUser(user), tenant: toTenant(tenant) };
}
