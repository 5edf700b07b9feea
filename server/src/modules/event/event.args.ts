import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { TimedPageArgs } from '../../graphql/page.args.ts';

@InputType({ description: 'Which events: all that is given must hold.' })
export class EventFilterInput {
  @Field(() => [String], { nullable: true, description: 'Events of any of these types.' })
  types?: string[];

  @Field(() => ID, { nullable: true })
  actorId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Fired then or later.' })
  since?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Fired before then.' })
  until?: Date;

  @Field(() => String, { nullable: true, description: "Part of the type or of the actor's address, in any case." })
  text?: string;
}

@ArgsType()
export class EventsArgs extends TimedPageArgs {
  @Field(() => EventFilterInput, { nullable: true })
  filter: EventFilterInput | null;
}
