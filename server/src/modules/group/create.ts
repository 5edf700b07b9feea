import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { CreateGroup } from './group.input.ts';
import { groupData } from './group-data.ts';
import type { GroupRow } from './internal.ts';

/** Creates a group. CONFLICT when the name is taken. */
export function createGroup(ctx: Context, input: unknown, { id = newId() }: { id?: string } = {}): Promise<GroupRow> {
  requireScope(ctx, 'group:write');
  const { name, description } = parseInput(CreateGroup, input);
  return transaction(ctx, async (ctx) => {
    const created = ctx.tx.prisma.group.create({ data: { tenantId: ctx.tenantId, id, name, description } });
    const group = await refuseDuplicate(created, { name: `there is a group named ${name} already` });
    const eventId = recordEvent(ctx, 'group.created', groupData(group));
    recordAudit(ctx, {
      action: 'group.created',
      target: { type: 'group', id: group.id, name },
      detail: { new: { name, description } },
      eventId,
    });
    return group;
  });
}
