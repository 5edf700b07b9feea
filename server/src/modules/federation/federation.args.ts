import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum FederatedProviderOrderField {
  NAME = 'name',
  PROVIDER_TYPE = 'providerType',
  CREATED_AT = 'createdAt',
}
registerEnumType(FederatedProviderOrderField, {
  name: 'FederatedProviderOrderField',
  description: 'What federated providers can be ordered by.',
});

@InputType({ description: 'How to order federated providers.' })
export class FederatedProviderOrderInput {
  @Field(() => FederatedProviderOrderField)
  field: FederatedProviderOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class FederatedProvidersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text: string | null;

  @Field(() => FederatedProviderOrderInput, {
    defaultValue: { field: FederatedProviderOrderField.NAME, direction: OrderDirection.ASC },
  })
  orderBy: FederatedProviderOrderInput;
}
