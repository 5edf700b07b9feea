import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

@InputType({ description: 'Which mappings: all that is given must hold.' })
export class AppMappingFilterInput {
  @Field(() => ID, { nullable: true })
  applicationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Mappings of this user itself, not of its groups.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true })
  groupId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the role, or of what the application or its holder is called, in any case.',
  })
  text?: string | null;
}

export enum AppMappingOrderField {
  ROLE = 'role',
  CREATED_AT = 'createdAt',
  APPLICATION = 'application',
}
registerEnumType(AppMappingOrderField, {
  name: 'AppMappingOrderField',
  description: 'What app mappings can be ordered by.',
  valuesConfig: { APPLICATION: { description: 'The name of the application.' } },
});

@InputType({ description: 'How to order app mappings.' })
export class AppMappingOrderInput {
  @Field(() => AppMappingOrderField)
  field: AppMappingOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class AppMappingsArgs extends PageArgs {
  @Field(() => AppMappingFilterInput, { nullable: true })
  filter: AppMappingFilterInput | null;

  @Field(() => AppMappingOrderInput, {
    defaultValue: { field: AppMappingOrderField.CREATED_AT, direction: OrderDirection.ASC },
  })
  orderBy: AppMappingOrderInput;
}
