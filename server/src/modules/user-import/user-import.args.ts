import { ImportStatus } from '@joinery/prisma';
import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgs, TimedPageArgs } from '../../graphql/page.args.ts';
import { ImportModeName, RowOutcomeName } from './user-import.type.ts';

@InputType({
  description:
    'Users to create or change, told apart by their email. What a row does not name stays. Larger files go to ' +
    '`POST /imports/users`.',
})
export class ImportUsersInput {
  @Field(() => String, {
    nullable: true,
    description:
      'With a header of: email, username, first_name, last_name, role, manager_email, active, groups (names, ' +
      'separated by ;), attributes.<name>. An empty cell says nothing.',
  })
  csv?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'An array of objects with the same names; null takes a name, a manager or an attribute away.',
  })
  json?: unknown;

  @Field(() => ImportModeName, { defaultValue: ImportModeName.PLAN })
  mode: ImportModeName;
}

@ArgsType()
export class UserImportsArgs extends TimedPageArgs {
  @Field(() => ImportModeName, { nullable: true })
  mode: ImportModeName | null;

  @Field(() => ImportStatus, { nullable: true })
  status: ImportStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this user has started.' })
  createdById: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The whole email address of somebody in the file, or part of why the import broke off, in any case.',
  })
  text: string | null;
}

@ArgsType()
export class ImportRowsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Part of the email address, in any case.' })
  text: string | null;

  @Field(() => RowOutcomeName, { nullable: true, description: 'Rows with this outcome only.' })
  outcome: RowOutcomeName | null;
}
