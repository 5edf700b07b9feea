import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';
import { ChainPurpose } from './chain-enums.type.ts';

export enum ActionChainOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
  UPDATED_AT = 'updatedAt',
  PURPOSE = 'purpose',
}
registerEnumType(ActionChainOrderField, {
  name: 'ActionChainOrderField',
  description: 'What action chains can be ordered by.',
  valuesConfig: { PURPOSE: { description: 'Those that give access, those that take it away, others.' } },
});

@InputType({ description: 'How to order action chains.' })
export class ActionChainOrderInput {
  @Field(() => ActionChainOrderField)
  field: ActionChainOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class ActionChainsArgs extends PageArgs {
  @Field(() => ChainPurpose, { nullable: true })
  purpose: ChainPurpose | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text: string | null;

  @Field(() => ActionChainOrderInput, {
    defaultValue: { field: ActionChainOrderField.CREATED_AT, direction: OrderDirection.DESC },
  })
  orderBy: ActionChainOrderInput;
}
