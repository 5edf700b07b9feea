import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { PageArgs } from '../../graphql/page.args.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AuditRecordConnection, listTimeline, toAuditRecord } from '../audit/index.ts';
import { User } from './user.type.ts';

@Resolver(() => User)
export class UserTimelineResolver {
  @FieldResolver(() => AuditRecordConnection, {
    description: 'What was done to the user, and to their memberships, roles and identities; the newest first.',
  })
  async timeline(@SignedIn() ctx: Context, @Root() { id }: User, @Args(() => PageArgs) page: PageArgs) {
    return toConnection(await listTimeline(ctx, id, page), toAuditRecord);
  }
}
