import { DeliveryStatus } from '@joinery/prisma';
import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID } from 'type-graphql';
import { TimedPageArgs } from '../../graphql/page.args.ts';

@ArgsType()
export class DeliveriesArgs extends TimedPageArgs {
  @Field(() => ID, { nullable: true })
  integrationId: string | null;

  @Field(() => DeliveryStatus, { nullable: true })
  status: DeliveryStatus | null;

  @Field(() => ID, { nullable: true })
  eventId: string | null;

  @Field(() => String, { nullable: true, description: 'Of events of this type; see `eventTypes`.' })
  eventType: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Created then or later.' })
  since: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Created before then.' })
  until: Date | null;

  @Field(() => String, { nullable: true, description: 'Part of the event type or of the error, in any case.' })
  text: string | null;
}

@ArgsType()
export class SpanArgs {
  @Field(() => ID)
  integrationId: string;

  @Field(() => GraphQLDateTime)
  since: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Without it, until now.' })
  until: Date | null;
}
