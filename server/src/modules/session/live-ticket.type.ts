import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What opens one WebSocket for a session whose tokens the page cannot read.' })
export class LiveTicket {
  @Field(() => String, { description: 'Send it as `ticket` in the parameters of `connection_init`. Good once.' })
  ticket: string;

  @Field(() => GraphQLDateTime)
  expiresAt: Date;
}
