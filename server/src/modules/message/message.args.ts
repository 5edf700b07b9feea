import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { TimedPageArgs } from '../../graphql/page.args.ts';
import { MessageStatus } from './message.type.ts';

@InputType({ description: 'Which messages: all that is given must hold.' })
export class MessageFilterInput {
  @Field(() => MessageStatus, { nullable: true })
  status?: MessageStatus | null;

  @Field(() => ID, { nullable: true, description: 'Messages to this user.' })
  userId?: string | null;

  @Field(() => String, { nullable: true, description: 'Part of the subject or of the text, in any case.' })
  text?: string | null;
}

@ArgsType()
export class MessagesArgs extends TimedPageArgs {
  @Field(() => MessageFilterInput, { nullable: true })
  filter: MessageFilterInput | null;
}
