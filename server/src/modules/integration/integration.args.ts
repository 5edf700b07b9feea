import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum IntegrationOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
  STATE = 'state',
}
registerEnumType(IntegrationOrderField, {
  name: 'IntegrationOrderField',
  description: 'What integrations can be ordered by.',
  valuesConfig: {
    STATE: { description: 'Ascending, those that have failed for the longest come first, disabled ones last.' },
  },
});

@InputType({ description: 'Which integrations: all that is given must hold.' })
export class IntegrationFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text?: string | null;

  @Field(() => Boolean, { nullable: true })
  enabled?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Integrations that this event type triggers.' })
  eventType?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether their deliveries do nothing but fail now.' })
  failing?: boolean | null;
}

@InputType({ description: 'How to order integrations.' })
export class IntegrationOrderInput {
  @Field(() => IntegrationOrderField)
  field: IntegrationOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class IntegrationsArgs extends PageArgs {
  @Field(() => IntegrationFilterInput, { nullable: true })
  filter: IntegrationFilterInput | null;

  @Field(() => IntegrationOrderInput, {
    defaultValue: { field: IntegrationOrderField.NAME, direction: OrderDirection.ASC },
  })
  orderBy: IntegrationOrderInput;
}
