import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { PageArgs } from '../../graphql/page.args.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AuditRecordConnection, listTimeline, toAuditRecord } from '../audit/index.ts';
import { Group } from './group.type.ts';

@Resolver(() => Group)
export class GroupTimelineResolver {
  @FieldResolver(() => AuditRecordConnection, {
    description: 'What was done to the group, to its members and to its roles; the newest first.',
  })
  async timeline(@SignedIn() ctx: Context, @Root() { id }: Group, @Args(() => PageArgs) page: PageArgs) {
    return toConnection(await listTimeline(ctx, id, page), toAuditRecord);
  }
}
