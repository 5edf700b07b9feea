import { Arg, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { BulkResult, toBulkResult } from '../../graphql/bulk.type.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { activateUsers } from './activate-users.ts';
import { deactivateUsers } from './deactivate-users.ts';

/** Changes to many users at once. */
@Resolver()
export class UserBulkResolver {
  @Mutation(() => BulkResult, {
    description: 'Lets up to 500 users sign in again, each by itself. Emits `user.activated` for each that changes.',
  })
  async activateUsers(@SignedIn() ctx: Context, @Arg('ids', () => [ID]) ids: string[]) {
    return toBulkResult(await activateUsers(ctx, ids));
  }

  @Mutation(() => BulkResult, {
    description:
      'Keeps up to 500 users from signing in, each by itself; you are left out. Emits `user.deactivated` for each ' +
      'that changes.',
  })
  async deactivateUsers(@SignedIn() ctx: Context, @Arg('ids', () => [ID]) ids: string[]) {
    return toBulkResult(await deactivateUsers(ctx, ids));
  }
}
