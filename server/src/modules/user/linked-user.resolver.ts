import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AppMapping, type AppMappingRow } from '../app-mapping/index.ts';
import { AuditRecord, userOfRecord } from '../audit/index.ts';
import { Membership, type MembershipRow } from '../group/index.ts';
import { loadUser, mayReadUser } from './load-user.ts';
import { toUser, User } from './user.type.ts';

@Resolver(() => Membership)
export class MemberResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Null when the user is gone.' })
  user(@SignedIn() ctx: Context, @Root() { user, userId }: MembershipRow) {
    return user && mayReadUser(ctx, userId) ? toUser(user) : load(ctx, userId);
  }
}

@Resolver(() => AppMapping)
export class MappedUserResolver {
  @FieldResolver(() => User, { nullable: true, description: 'The user who holds the role, where it is one.' })
  user(@SignedIn() ctx: Context, @Root() { userId }: AppMappingRow) {
    return load(ctx, userId);
  }
}

@Resolver(() => AuditRecord)
export class AuditedUserResolver {
  @FieldResolver(() => User, { nullable: true, description: 'The person who did it, while there is such a user.' })
  actor(@SignedIn() ctx: Context, @Root() { actorId, actorKind }: AuditRecord) {
    return actorKind === 'task' ? null : load(ctx, actorId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The person whom it happened to: of a membership, the member. Null where it was none, or is gone.',
  })
  user(@SignedIn() ctx: Context, @Root() record: AuditRecord) {
    return load(ctx, userOfRecord(record));
  }
}

async function load(ctx: Context, userId: string | null): Promise<User | null> {
  const user = userId ? await loadUser(ctx, userId) : undefined;
  return user ? toUser(user) : null;
}
