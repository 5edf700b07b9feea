import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { BulkResult, toBulkResult } from '../../graphql/bulk.type.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { addGroupMembers } from './add-members.ts';
import { removeGroupMembers } from './remove-members.ts';

/** Changes to many members of a group at once. */
@Resolver()
export class MembershipBulkResolver {
  @Mutation(() => BulkResult, {
    description: 'Adds up to 500 users to a group, each by itself. Emits `group.member_added` for each that is new.',
  })
  async addGroupMembers(
    @SignedIn() ctx: Context,
    @Arg('groupId', () => ID) groupId: string,
    @Arg('userIds', () => [ID]) userIds: string[],
    @Arg('expiresAt', () => GraphQLDateTime, {
      nullable: true,
      description: 'When the memberships end by themselves. Left out, members keep the end that they have.',
    })
    expiresAt: Date | null | undefined,
  ) {
    return toBulkResult(await addGroupMembers(ctx, { groupId, userIds, expiresAt }));
  }

  @Mutation(() => BulkResult, {
    description:
      'Takes up to 500 users out of a group, each by itself. Emits `group.member_removed` for each that was a member.',
  })
  async removeGroupMembers(
    @SignedIn() ctx: Context,
    @Arg('groupId', () => ID) groupId: string,
    @Arg('userIds', () => [ID]) userIds: string[],
  ) {
    return toBulkResult(await removeGroupMembers(ctx, { groupId, userIds }));
  }
}
