import { MembershipSource } from '@joinery/prisma';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { addGroupMember } from './add-member.ts';
import { Group } from './group.type.ts';
import { groupLoader } from './group-loader.ts';
import { Membership } from './membership.type.ts';
import type { MembershipRow } from './membership-row.ts';
import { removeGroupMember } from './remove-member.ts';

@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver(() => Group, { nullable: true, description: 'Null when the group is gone.' })
  async group(@SignedIn() ctx: Context, @Root() { group, groupId }: MembershipRow) {
    return group ?? (await groupLoader(ctx).load(groupId)) ?? null;
  }

  @Mutation(() => Membership, {
    description: 'Adds a user to a group. Emits `group.member_added`, unless the user is a member already.',
  })
  addGroupMember(
    @SignedIn() ctx: Context,
    @Arg('groupId', () => ID) groupId: string,
    @Arg('userId', () => ID) userId: string,
    @Arg('expiresAt', () => GraphQLDateTime, {
      nullable: true,
      description: 'When the membership ends by itself. Left out, a member keeps the end that it has; null removes it.',
    })
    expiresAt: Date | null | undefined,
    @Arg('source', () => MembershipSource, { defaultValue: MembershipSource.MANUAL })
    source: MembershipSource,
  ) {
    return addGroupMember(ctx, { groupId, userId, expiresAt, source });
  }

  @Mutation(() => Membership, {
    description: 'Takes a user out of a group; answers the membership as it was. Emits `group.member_removed`.',
  })
  removeGroupMember(
    @SignedIn() ctx: Context,
    @Arg('groupId', () => ID) groupId: string,
    @Arg('userId', () => ID) userId: string,
  ) {
    return removeGroupMember(ctx, { groupId, userId });
  }
}
