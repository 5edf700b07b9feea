import { FieldResolver, Resolver, Root } from 'type-graphql';
import { requireScope, type Scope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AppMapping } from '../app-mapping/index.ts';
import { Group, Membership } from '../group/index.ts';
import { User } from './user.type.ts';
import { mappingsOf, membershipsOf } from './user-links.ts';
import { userLoader } from './user-loader.ts';

/** What leads from a user to other objects. Everyone may see what they have themselves. */
@Resolver(() => User)
export class UserLinksResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Null when there is none.' })
  async manager(@SignedIn() ctx: Context, @Root() { managerId }: User) {
    if (!managerId) return null;
    if (managerId !== ctx.actor.id) requireScope(ctx, 'user:read');
    return (await userLoader(ctx).load(managerId)) ?? null;
  }

  @FieldResolver(() => [Group], { description: 'The groups that the user is a member of, by name.' })
  async groups(@SignedIn() ctx: Context, @Root() user: User) {
    requireOwnOr(ctx, user, 'group:read');
    return (await membershipsOf(ctx, user.id)).map(({ group }) => group);
  }

  @FieldResolver(() => [Membership], { description: 'The same with source and end, by the name of the group.' })
  memberships(@SignedIn() ctx: Context, @Root() user: User) {
    requireOwnOr(ctx, user, 'group:read');
    return membershipsOf(ctx, user.id);
  }

  @FieldResolver(() => [AppMapping], {
    description: 'The roles in applications that the user holds itself, not through a group; the oldest first.',
  })
  appMappings(@SignedIn() ctx: Context, @Root() user: User) {
    requireOwnOr(ctx, user, 'application:read');
    return mappingsOf(ctx, user.id);
  }
}

function requireOwnOr(ctx: Context, { id }: User, scope: Scope): void {
  if (id !== ctx.actor.id) requireScope(ctx, scope);
}
