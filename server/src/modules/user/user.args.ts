import { UserRole } from '@joinery/prisma';
import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum UserOrderField {
  EMAIL = 'email',
  LAST_NAME = 'lastName',
  CREATED_AT = 'createdAt',
  LAST_SIGN_IN_AT = 'lastSignInAt',
  ROLE = 'role',
  IS_ACTIVE = 'isActive',
}
registerEnumType(UserOrderField, {
  name: 'UserOrderField',
  description: 'What users can be ordered by.',
  valuesConfig: {
    LAST_SIGN_IN_AT: { description: 'Who never signed in comes last, in either direction.' },
    ROLE: { description: 'Owners, admins, members, auditors.' },
    IS_ACTIVE: { description: 'Ascending, those who are not active come first.' },
  },
});

@InputType({ description: 'An attribute and the value that it must have.' })
export class AttributeFilterInput {
  @Field(() => String)
  name: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Null finds users without the attribute too.' })
  value: unknown;
}

@InputType({ description: 'All that is given must be true.' })
export class UserFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Words, each a part of the email, the username, the first or the last name, in any case.',
  })
  text?: string | null;

  @Field(() => Boolean, { nullable: true })
  isActive?: boolean | null;

  @Field(() => UserRole, { nullable: true })
  role?: UserRole | null;

  @Field(() => ID, { nullable: true, description: 'Members of this group.' })
  groupId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Direct reports of this user.' })
  managerId?: string | null;

  @Field(() => [AttributeFilterInput], {
    nullable: true,
    description: 'Users whose attributes have all of these values.',
  })
  attributes?: AttributeFilterInput[] | null;
}

@InputType({ description: 'How to order users.' })
export class UserOrderInput {
  @Field(() => UserOrderField)
  field: UserOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class UsersArgs extends PageArgs {
  @Field(() => UserFilterInput, { nullable: true })
  filter: UserFilterInput | null;

  @Field(() => UserOrderInput, { defaultValue: { field: UserOrderField.EMAIL, direction: OrderDirection.ASC } })
  orderBy: UserOrderInput;
}
