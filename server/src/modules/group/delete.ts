import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';
import { endMappings } from '../app-mapping/index.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { endMemberships } from './end-memberships.ts';
import { groupData } from './group-data.ts';
import { type GroupRow, getGroupToDelete } from './internal.ts';

/** Deletes a group, its memberships and its app mappings, each with its event. Answers the group as it was. */
export function deleteGroup(ctx: Context, id: string): Promise<GroupRow> {
  requireScope(ctx, 'group:write');
  return transaction(ctx, async (ctx) => {
    const group = await getGroupToDelete(ctx, id);
    await endMemberships(ctx, sql`m.group_id = ${id}::uuid`, 'group_deleted');
    await endMappings(ctx, { groupId: id });
    await ctx.tx.prisma.group.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id } } });
    const eventId = recordEvent(ctx, 'group.deleted', groupData(group));
    const { name, description } = group;
    recordAudit(ctx, {
      action: 'group.deleted',
      target: { type: 'group', id, name },
      detail: { old: { name, description } },
      eventId,
    });
    return group;
  });
}
