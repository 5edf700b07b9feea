import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

@InputType({ description: 'Which plugins: all that is given must hold.' })
export class PluginFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the key, the name or the description, in any case.' })
  text?: string;

  @Field(() => String, { nullable: true, description: 'Only plugins of this category.' })
  category?: string;

  @Field(() => Boolean, { nullable: true, description: 'Only plugins that this tenant has installed, or has not.' })
  isInstalled?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only plugins that this tenant publishes.' })
  isOwn?: boolean;
}

export enum PluginOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
  UPDATED_AT = 'updatedAt',
}
registerEnumType(PluginOrderField, { name: 'PluginOrderField', description: 'What plugins can be ordered by.' });

@InputType({ description: 'How to order plugins.' })
export class PluginOrderInput {
  @Field(() => PluginOrderField)
  field: PluginOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class PluginsArgs extends PageArgs {
  @Field(() => PluginFilterInput, { nullable: true })
  filter: PluginFilterInput | null;

  @Field(() => PluginOrderInput, { defaultValue: { field: PluginOrderField.NAME, direction: OrderDirection.ASC } })
  orderBy: PluginOrderInput;
}
