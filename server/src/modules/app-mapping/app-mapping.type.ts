import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

@ObjectType({ description: 'Gives one user, or every member of one group, a role in an application.' })
export class AppMapping {
  @Field(() => ID)
  id: string;

  applicationId: string;

  userId: string | null;

  groupId: string | null;

  @Field(() => String, { description: 'The role, by the name that the application knows it by.' })
  role: string;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const AppMappingConnection = connectionOf(AppMapping);
