import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { createGroup } from './create.ts';
import { deleteGroup } from './delete.ts';
import { findMembers } from './find-members.ts';
import { GroupsArgs } from './group.args.ts';
import { CreateGroupInput, UpdateGroupInput } from './group.input.ts';
import { Group, GroupConnection } from './group.type.ts';
import { listGroups, readGroup } from './list.ts';
import { listMembers } from './list-members.ts';
import { MembersArgs } from './membership.args.ts';
import { MembershipConnection } from './membership.type.ts';
import { updateGroup } from './update.ts';

@Resolver(() => Group)
export class GroupResolver {
  @Query(() => GroupConnection, { description: 'The groups of the tenant.' })
  async groups(@SignedIn() ctx: Context, @Args(() => GroupsArgs) { filter, orderBy, ...page }: GroupsArgs) {
    return toConnection(await listGroups(ctx, { page, filter, order: orderBy }), (group) => group);
  }

  @Query(() => Group, { description: 'One group.' })
  group(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readGroup(ctx, id);
  }

  @FieldResolver(() => MembershipConnection, {
    description: 'Who is in the group; in the order of their creation where no other is asked for.',
  })
  async members(
    @SignedIn() ctx: Context,
    @Root() { id }: Group,
    @Args(() => MembersArgs) { filter, orderBy, ...page }: MembersArgs,
  ) {
    const found =
      filter || orderBy ? findMembers(ctx, id, { page, filter, order: orderBy }) : listMembers(ctx, id, page);
    return toConnection(await found, (membership) => membership);
  }

  @Mutation(() => Group, { description: 'Creates a group. Emits `group.created`.' })
  createGroup(@SignedIn() ctx: Context, @Arg('input', () => CreateGroupInput) input: CreateGroupInput) {
    return createGroup(ctx, input);
  }

  @Mutation(() => Group, { description: 'Changes a group. Emits `group.updated`.' })
  updateGroup(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateGroupInput) input: UpdateGroupInput,
  ) {
    return updateGroup(ctx, id, input);
  }

  @Mutation(() => Group, {
    description:
      'Deletes a group with its memberships and app mappings; answers it as it was. Emits `group.deleted`, and ' +
      '`group.member_removed` for each member.',
  })
  deleteGroup(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return deleteGroup(ctx, id);
  }
}
