import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

@ObjectType({ description: 'Something that happened in the tenant. Events never change.' })
export class Event {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'As in `group.member_added`; see `eventTypes`.' })
  type: string;

  @Field(() => ID, { nullable: true, description: 'Who did it; null when Joinery did, or nobody known.' })
  actorId: string | null;

  @Field(() => String, { nullable: true })
  actorEmail: string | null;

  @Field(() => String, { nullable: true, description: 'Where the request came from.' })
  ipAddress: string | null;

  @Field(() => GraphQLJSON, { description: 'The payload; its fields are those of the event type.' })
  data: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Old values of what changed, by their names in `data`.' })
  previous: unknown;

  @Field(() => Int, { description: "Version of the payload's shape." })
  version: number;

  @Field(() => ID, { nullable: true, description: 'The event that made Joinery do this.' })
  causationId: string | null;

  @Field(() => Int, { description: 'How many events in a row led to this one.' })
  depth: number;

  @Field(() => Boolean, { description: 'Whether it is an example that was sent by `sendTestEvent`.' })
  isTest: boolean;

  @Field(() => GraphQLDateTime)
  firedAt: Date;

  @Field(() => String, { nullable: true, description: 'Its place in `eventOccurred`; null elsewhere.' })
  cursor?: string | null;
}

export const EventConnection = connectionOf(Event);
