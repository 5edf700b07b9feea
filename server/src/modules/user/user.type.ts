import { UserRole } from '@joinery/prisma';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';
import type { UserRow } from './internal.ts';

registerEnumType(UserRole, {
  name: 'UserRole',
  description: 'What a user may do: owners and admins everything, auditors see everything, members see themselves.',
});

@ObjectType({ description: 'A person in the directory.' })
export class User {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Unique in the tenant, in lower case. What the person signs in with.' })
  email: string;

  @Field(() => String, { description: 'Unique in the tenant.' })
  username: string;

  @Field(() => String)
  firstName: string;

  @Field(() => String)
  lastName: string;

  @Field(() => UserRole)
  role: UserRole;

  @Field(() => Boolean, { description: 'Whether the person may sign in.' })
  isActive: boolean;

  @Field(() => GraphQLJSON, { description: "Whatever else is known of the person; see the tenant's attribute schema." })
  attributes: unknown;

  managerId: string | null;

  @Field(() => GraphQLDateTime, { nullable: true })
  lastSignInAt: Date | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const UserConnection = connectionOf(User);

/** A user as the API shows them: never with what proves who they are. */
export function toUser(row: UserRow): User {
  const { id, email, username, firstName, lastName, role, isActive, attributes, managerId } = row;
  const { lastSignInAt, createdAt, updatedAt } = row;
  return {
    ...{ id, email, username, firstName, lastName, role, isActive, attributes, managerId },
    ...{ lastSignInAt, createdAt, updatedAt },
  };
}
