import { MembershipSource } from '@joinery/prisma';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

registerEnumType(MembershipSource, {
  name: 'MembershipSource',
  description: 'Where a membership came from: a person, a synchronisation, an access request, a rule.',
});

@ObjectType({ description: 'One user being in one group.' })
export class Membership {
  groupId: string;

  userId: string;

  @Field(() => MembershipSource, { description: 'What made it, and may end it.' })
  source: MembershipSource;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the membership ends by itself; null where it stays until somebody ends it.',
  })
  expiresAt: Date | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;
}

export const MembershipConnection = connectionOf(Membership);
