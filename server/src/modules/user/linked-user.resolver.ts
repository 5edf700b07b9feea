import { FieldResolver, Resolver, Root } from 'type-graphql';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AppMapping, type AppMappingRow } from '../app-mapping/index.ts';
import { Membership, type MembershipRow } from '../group/index.ts';
import { toUser, User } from './user.type.ts';
import { userLoader } from './user-loader.ts';

@Resolver(() => Membership)
export class MemberResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Null when the user is gone.' })
  user(@SignedIn() ctx: Context, @Root() { user, userId }: MembershipRow) {
    return user && mayRead(ctx, userId) ? toUser(user) : loadUser(ctx, userId);
  }
}

@Resolver(() => AppMapping)
export class MappedUserResolver {
  @FieldResolver(() => User, { nullable: true, description: 'The user who holds the role, where it is one.' })
  user(@SignedIn() ctx: Context, @Root() { userId }: AppMappingRow) {
    return userId ? loadUser(ctx, userId) : null;
  }
}

async function loadUser(ctx: Context, userId: string): Promise<User | null> {
  if (!mayRead(ctx, userId)) requireScope(ctx, 'user:read');
  const user = await userLoader(ctx).load(userId);
  return user ? toUser(user) : null;
}

function mayRead({ actor }: Context, userId: string): boolean {
  return userId === actor.id || actor.scopes.has('user:read');
}
