import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum SessionOrderField {
  CREATED_AT = 'createdAt',
  LAST_REFRESHED_AT = 'rotatedAt',
}
registerEnumType(SessionOrderField, { name: 'SessionOrderField', description: 'What sessions can be ordered by.' });

@InputType({ description: 'How to order sessions.' })
export class SessionOrderInput {
  @Field(() => SessionOrderField)
  field: SessionOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class SessionsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Whose; your own when left out.' })
  userId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words, each a part of what the browser calls itself or of the address, in any case.',
  })
  text: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Only those that were last refreshed before then.' })
  idleSince: Date | null;

  @Field(() => SessionOrderInput, {
    defaultValue: { field: SessionOrderField.CREATED_AT, direction: OrderDirection.DESC },
  })
  orderBy: SessionOrderInput;
}
