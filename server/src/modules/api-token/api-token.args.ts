import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum ApiTokenOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
  LAST_USED_AT = 'lastUsedAt',
  EXPIRES_AT = 'expiresAt',
}
registerEnumType(ApiTokenOrderField, {
  name: 'ApiTokenOrderField',
  description: 'What API tokens can be ordered by.',
  valuesConfig: {
    LAST_USED_AT: { description: 'Those that were never used come last, in either direction.' },
    EXPIRES_AT: { description: 'Those that do not end come last, in either direction.' },
  },
});

@InputType({ description: 'How to order API tokens.' })
export class ApiTokenOrderInput {
  @Field(() => ApiTokenOrderField)
  field: ApiTokenOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class ApiTokensArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Whose; your own when left out.' })
  userId: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that can be used, or only those that have ended.' })
  isActive: boolean | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text: string | null;

  @Field(() => ApiTokenOrderInput, {
    defaultValue: { field: ApiTokenOrderField.CREATED_AT, direction: OrderDirection.DESC },
  })
  orderBy: ApiTokenOrderInput;
}
