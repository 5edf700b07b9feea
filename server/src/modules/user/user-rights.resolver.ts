import { FieldResolver, Resolver, Root } from 'type-graphql';
import { scopesOfRole } from '../../access.ts';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { getTenant, Tenant, toTenant } from '../tenant/index.ts';
import { User } from './user.type.ts';

/** What a client has to know of who acts, to offer only what they may do. */
@Resolver(() => User)
export class UserRightsResolver {
  @FieldResolver(() => [String], {
    description:
      'Scopes as in `group:write`: of who acts, what this credential allows; of others, what their role allows.',
  })
  permissions(@SignedIn() { actor }: Context, @Root() { id, role }: User): string[] {
    return [...(id === actor.id ? actor.scopes : scopesOfRole(role))].sort();
  }

  @FieldResolver(() => Tenant, { description: 'The organisation that the person belongs to.' })
  async tenant(@SignedIn() ctx: Context) {
    return toTenant(await getTenant(ctx));
  }
}
