import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loadUser, toUser, User } from '../user/index.ts';
import { cancelMessage } from './cancel.ts';
import { listMessages } from './list.ts';
import { MessagesArgs } from './message.args.ts';
import { SendMessageInput } from './message.input.ts';
import { Message, MessageConnection, SentMessage } from './message.type.ts';
import { sendMessage } from './send.ts';

@Resolver(() => Message)
export class MessageResolver {
  @Query(() => MessageConnection, { description: 'Messages to people, the newest first.' })
  async messages(@SignedIn() ctx: Context, @Args(() => MessagesArgs) { filter, ...page }: MessagesArgs) {
    return toConnection(await listMessages(ctx, { page, filter }), (message) => message);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Null when the person is gone.' })
  async user(@SignedIn() ctx: Context, @Root() { userId }: Message) {
    const user = await loadUser(ctx, userId);
    return user ? toUser(user) : null;
  }

  @Mutation(() => SentMessage, {
    description: 'Queues a message to one or many; the built-in task `user_message_delivery` delivers it by mail.',
  })
  sendMessage(@SignedIn() ctx: Context, @Arg('input', () => SendMessageInput) input: SendMessageInput) {
    return sendMessage(ctx, input);
  }

  @Mutation(() => Message, { description: 'Cancels a message that has not been delivered.' })
  cancelMessage(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return cancelMessage(ctx, id);
  }
}
