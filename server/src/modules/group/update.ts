import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { UpdateGroup } from './group.input.ts';
import { groupData } from './group-data.ts';
import { type GroupRow, getGroupToChange } from './internal.ts';

/** Changes what a group is called. CONFLICT when the name is taken; no change at all is a noop. */
export function updateGroup(ctx: Context, id: string, input: unknown): Promise<GroupRow> {
  requireScope(ctx, 'group:write');
  const wanted = parseInput(UpdateGroup, input);
  return transaction(ctx, async (ctx) => {
    const before = await getGroupToChange(ctx, id);
    const changes = changesOf(before, wanted);
    if (!changes) {
      const target = { type: 'group', id, name: before.name };
      recordAudit(ctx, { action: 'group.updated', target, outcome: 'noop' });
      return before;
    }
    const updated = ctx.tx.prisma.group.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { ...changes.new, version: { increment: 1 } },
    });
    const group = await refuseDuplicate(updated, { name: `there is a group named ${wanted.name} already` });
    const previous = changesOf(groupData(before), groupData(group))?.old ?? {};
    const eventId = recordEvent(ctx, 'group.updated', groupData(group), previous);
    const target = { type: 'group', id, name: group.name };
    recordAudit(ctx, { action: 'group.updated', target, detail: changes, eventId });
    return group;
  });
}
