import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, { name: 'OrderDirection', description: 'Ascending or descending.' });

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 50, description: 'How many, 1 to 100.' })
  first: number;

  @Field(() => String, { nullable: true, description: '`endCursor` of the page before.' })
  after: string | null;
}

/** Of a list in time. */
@ArgsType()
export class TimedPageArgs extends PageArgs {
  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'DESC for the newest first.' })
  direction: OrderDirection;
}
