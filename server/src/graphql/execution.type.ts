import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

/** What a run of a task and a flow of a chain have in common: who or what has set it off, when, and how it ended. */
@ObjectType()
export abstract class Execution {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { nullable: true, description: 'The user who asked for it, or whose change has set it off.' })
  actorId: string | null;

  @Field(() => String, { nullable: true })
  actorEmail: string | null;

  @Field(() => String, { nullable: true, description: 'Of one that an integration has set off.' })
  integrationName: string | null;

  @Field(() => ID, { nullable: true, description: 'The event that has set it off.' })
  eventId: string | null;

  @Field(() => ID, { nullable: true, description: 'The delivery that has set it off.' })
  deliveryId: string | null;

  @Field(() => String, { nullable: true, description: 'What went wrong.' })
  error: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who cancelled it or why it was dropped, or what has superseded it.',
  })
  cancelReason: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true })
  startedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true })
  finishedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'In a subscription: resumes right after this change.' })
  cursor?: string | null;
}
