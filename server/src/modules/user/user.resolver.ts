import { Arg, Args, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { activateUser } from './activate.ts';
import { createUser } from './create.ts';
import { deactivateUser } from './deactivate.ts';
import { deleteUser } from './delete.ts';
import { readUser } from './get.ts';
import { listUsers } from './list.ts';
import { setUserPassword } from './set-password.ts';
import { updateUser } from './update.ts';
import { UsersArgs } from './user.args.ts';
import { CreateUserInput, UpdateUserInput } from './user.input.ts';
import { toUser, User, UserConnection } from './user.type.ts';

@Resolver(() => User)
export class UserResolver {
  @Query(() => UserConnection, { description: 'The users of the tenant.' })
  async users(@SignedIn() ctx: Context, @Args(() => UsersArgs) { filter, orderBy, ...page }: UsersArgs) {
    return toConnection(await listUsers(ctx, { page, filter, order: orderBy }), toUser);
  }

  @Query(() => User, { description: 'One user.' })
  async user(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toUser(await readUser(ctx, id));
  }

  @Mutation(() => User, { description: 'Creates a user. Emits `user.created`.' })
  async createUser(@SignedIn() ctx: Context, @Arg('input', () => CreateUserInput) input: CreateUserInput) {
    return toUser(await createUser(ctx, input));
  }

  @Mutation(() => User, { description: 'Changes a user. Emits `user.updated`, unless nothing changes.' })
  async updateUser(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateUserInput) input: UpdateUserInput,
  ) {
    return toUser(await updateUser(ctx, id, input));
  }

  @Mutation(() => User, { description: 'Lets a user sign in again. Emits `user.activated`.' })
  async activateUser(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toUser(await activateUser(ctx, id));
  }

  @Mutation(() => User, {
    description: 'Keeps a user from signing in, and ends their sessions and API tokens. Emits `user.deactivated`.',
  })
  async deactivateUser(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toUser(await deactivateUser(ctx, id));
  }

  @Mutation(() => User, {
    description:
      'Deletes a user with their memberships and app mappings; answers them as they were. Emits `user.deleted`, and ' +
      '`group.member_removed` for each membership.',
  })
  async deleteUser(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toUser(await deleteUser(ctx, id));
  }

  @Mutation(() => User, { description: 'Gives a user a password, and ends their sessions and API tokens.' })
  async setUserPassword(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('password', () => String, { description: 'At least 12 characters.' }) password: string,
  ) {
    return toUser(await setUserPassword(ctx, { id, password }));
  }
}
