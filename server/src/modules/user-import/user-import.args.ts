import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';
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
export class ImportRowsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Part of the email address, in any case.' })
  text: string | null;

  @Field(() => RowOutcomeName, { nullable: true, description: 'Rows with this outcome only.' })
  outcome: RowOutcomeName | null;
}
