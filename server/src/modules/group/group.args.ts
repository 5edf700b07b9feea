import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum GroupOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
}
registerEnumType(GroupOrderField, { name: 'GroupOrderField', description: 'What groups can be ordered by.' });

@InputType({ description: 'Which groups: all that is given must hold.' })
export class GroupFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text?: string;

  @Field(() => ID, { nullable: true, description: 'Groups that this user is a member of.' })
  memberId?: string;
}

@InputType({ description: 'How to order groups.' })
export class GroupOrderInput {
  @Field(() => GroupOrderField)
  field: GroupOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class GroupsArgs extends PageArgs {
  @Field(() => GroupFilterInput, { nullable: true })
  filter: GroupFilterInput | null;

  @Field(() => GroupOrderInput, { defaultValue: { field: GroupOrderField.NAME, direction: OrderDirection.ASC } })
  orderBy: GroupOrderInput;
}
