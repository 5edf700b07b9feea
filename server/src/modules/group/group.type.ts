import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

@ObjectType({ description: 'A set of users that tools outside may follow: a team, a role, a location.' })
export class Group {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => String)
  description: string;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const GroupConnection = connectionOf(Group);
