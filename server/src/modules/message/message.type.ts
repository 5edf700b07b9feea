import { MessageStatus } from '@joinery/prisma';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

export { MessageStatus };

registerEnumType(MessageStatus, {
  name: 'MessageStatus',
  description: 'What has become of a message: PENDING waits for its time, its next attempt, or a mail server.',
});

@ObjectType({ description: 'Something that a user is told by mail.' })
export class Message {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { description: 'Whom it is for; it goes to the address that they have when it is delivered.' })
  userId: string;

  @Field(() => String, { description: 'One line.' })
  subject: string;

  @Field(() => String, { description: 'Plain text.' })
  text: string;

  @Field(() => MessageStatus)
  status: MessageStatus;

  @Field(() => String, { nullable: true, description: 'Why it waits, or why it was not delivered.' })
  reason: string | null;

  @Field(() => Int, { description: 'How often it was tried to hand it to the mail server.' })
  attempts: number;

  @Field(() => GraphQLDateTime, { description: 'When it is to be delivered.' })
  scheduledAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was delivered, given up or cancelled.' })
  finishedAt: Date | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;
}

export const MessageConnection = connectionOf(Message);

@ObjectType({ description: 'What a message to one or many has become.' })
export class SentMessage {
  @Field(() => Int, { description: 'How many people it will be delivered to.' })
  count: number;

  @Field(() => [Message], { description: 'The first hundred of them.' })
  messages: Message[];
}
