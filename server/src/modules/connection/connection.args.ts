import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';
import { ConnectionHealth } from './connection.type.ts';

export enum ConnectionOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
  PLUGIN = 'plugin',
  HEALTH = 'health',
  LAST_CHECKED_AT = 'lastCheckedAt',
}
registerEnumType(ConnectionOrderField, {
  name: 'ConnectionOrderField',
  description: 'What connections can be ordered by.',
  valuesConfig: {
    PLUGIN: { description: 'The name of the plugin.' },
    HEALTH: { description: 'Ascending, the failing ones come first, then those that were not checked yet.' },
    LAST_CHECKED_AT: { description: 'Those that were never checked come last, in either direction.' },
  },
});

@InputType({ description: 'How to order connections.' })
export class ConnectionOrderInput {
  @Field(() => ConnectionOrderField)
  field: ConnectionOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class ConnectionsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this installation.' })
  installationId: string | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text: string | null;

  @Field(() => ConnectionHealth, { nullable: true, description: 'Only those that are so.' })
  health: ConnectionHealth | null;

  @Field(() => ConnectionOrderInput, {
    defaultValue: { field: ConnectionOrderField.CREATED_AT, direction: OrderDirection.ASC },
  })
  orderBy: ConnectionOrderInput;
}
