import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';
import { MessageStatus } from './message.type.ts';

@InputType({ description: 'Which messages: all that is given must hold.' })
export class MessageFilterInput {
  @Field(() => MessageStatus, { nullable: true })
  status?: MessageStatus | null;

  @Field(() => ID, { nullable: true, description: 'Messages to this user.' })
  userId?: string | null;
}

@ArgsType()
export class MessagesArgs extends PageArgs {
  @Field(() => MessageFilterInput, { nullable: true })
  filter: MessageFilterInput | null;
}
