import { Arg, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loadUser, toUser, User } from '../user/index.ts';
import { SetNotificationsInput } from './notification.input.ts';
import { NotificationRule } from './notification.type.ts';
import { readNotifications } from './read.ts';
import { setNotifications } from './set.ts';

@Resolver(() => NotificationRule)
export class NotificationResolver {
  @Query(() => [NotificationRule], { description: 'Who is told by mail of what fails or waits, by topic.' })
  notifications(@SignedIn() ctx: Context) {
    return readNotifications(ctx);
  }

  @FieldResolver(() => [User], { description: 'Whom; who is gone is left out.' })
  async users(@SignedIn() ctx: Context, @Root() { userIds }: NotificationRule) {
    const users = await Promise.all(userIds.map((id) => loadUser(ctx, id)));
    return users.filter((user) => user !== undefined).map(toUser);
  }

  @Mutation(() => [NotificationRule], {
    description:
      'Says who is told of what fails or waits from now on; the built-in task `user_message_delivery` tells.',
  })
  setNotifications(@SignedIn() ctx: Context, @Arg('input', () => SetNotificationsInput) input: SetNotificationsInput) {
    return setNotifications(ctx, input);
  }
}
