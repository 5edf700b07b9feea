import { DeliveryStatus } from '@joinery/prisma';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  description: 'PENDING waits for its next attempt; FAILED has used up all of them.',
});

export enum AttemptStatus {
  SUCCESS = 'SUCCESS',
  FAILED = 'FAILED',
}
registerEnumType(AttemptStatus, { name: 'AttemptStatus', description: 'What came of an attempt.' });

@ObjectType({ description: 'One try at a delivery.' })
export class Attempt {
  @Field(() => Int, { description: 'From 1.' })
  number: number;

  @Field(() => AttemptStatus)
  status: AttemptStatus;

  @Field(() => GraphQLDateTime)
  startedAt: Date;

  @Field(() => Float)
  durationMs: number;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'What was sent, `{method, url, headers, body, isCut}`, secrets masked; of a log entry, `{level, message}`.',
  })
  request: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What came back, `{status, headers, body, isCut}`; null when nothing did.',
  })
  response: unknown;

  @Field(() => String, { nullable: true })
  error: string | null;
}

@ObjectType({ description: 'One action of one integration for one event.' })
export class Delivery {
  @Field(() => ID, { description: 'Also the `webhook-id` of its requests, the same over all attempts.' })
  id: string;

  @Field(() => ID)
  eventId: string;

  @Field(() => String)
  eventType: string;

  @Field(() => ID)
  integrationId: string;

  @Field(() => ID)
  actionId: string;

  @Field(() => DeliveryStatus)
  status: DeliveryStatus;

  @Field(() => Boolean, { description: 'Whether it carries an example that was sent by `sendTestEvent`.' })
  isTest: boolean;

  @Field(() => Int)
  attemptCount: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is tried again; null when that is now or never.',
  })
  nextAttemptAt: Date | null;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer.' })
  responseStatus: number | null;

  @Field(() => String, { nullable: true, description: 'What went wrong last.' })
  error: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true })
  finishedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Its place in `deliveryUpdated`; null elsewhere.' })
  cursor?: string | null;

  /** The kind of its action as it is stored. */
  actionType: string;
}

export const DeliveryConnection = connectionOf(Delivery);

@ObjectType({ description: 'What became of one delivery that was to be sent again.' })
export class RetriedDelivery {
  @Field(() => ID)
  deliveryId: string;

  @Field(() => Delivery, { nullable: true, description: 'As it is now; null when there is none.' })
  delivery: Delivery | null;

  @Field(() => String, { nullable: true, description: 'Why it is not sent again; null when it is.' })
  refusal: string | null;
}

@ObjectType({ description: 'How an integration does at delivering.' })
export class IntegrationHealth {
  @Field(() => Delivery, { nullable: true, description: 'That of the newest event; null when there is none.' })
  lastDelivery: Delivery | null;

  @Field(() => Int, { description: 'Deliveries of the last 24 hours that have failed for good.' })
  failedLastDay: number;
}

@ObjectType({ description: 'What recovering has done.' })
export class RecoverResult {
  @Field(() => Int, { description: 'How many failed deliveries are sent again.' })
  retried: number;
}

@ObjectType({ description: 'What replaying has done.' })
export class ReplayResult {
  @Field(() => Int, {
    description: 'How many are on their way: of events that had none, and those that waited when it was disabled.',
  })
  created: number;
}
