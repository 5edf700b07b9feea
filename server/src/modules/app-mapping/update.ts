import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { UpdateAppMapping } from './app-mapping.input.ts';
import { appMappingData, appMappingFacts, appMappingTarget } from './app-mapping-data.ts';
import { type AppMappingWithSubject, getAppMappingToChange, WITH_SUBJECT } from './internal.ts';

/** Changes the role of a mapping. CONFLICT where its subject has the role already; the same role again is a noop. */
export function updateAppMapping(ctx: Context, id: string, input: unknown): Promise<AppMappingWithSubject> {
  requireScope(ctx, 'application:write');
  const { role } = parseInput(UpdateAppMapping, input);
  return transaction(ctx, async (ctx) => {
    const before = await getAppMappingToChange(ctx, id);
    const target = appMappingTarget(before);
    if (role === before.role) {
      recordAudit(ctx, { action: 'app_mapping.updated', target, outcome: 'noop' });
      return before;
    }
    const updated = ctx.tx.prisma.appMapping.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { role, version: { increment: 1 } },
      include: WITH_SUBJECT,
    });
    const mapping = await refuseDuplicate(updated, { role: `the role ${role} is mapped to it already` });
    const previous = changesOf(appMappingData(before), appMappingData(mapping))?.old ?? {};
    const eventId = recordEvent(ctx, 'app_mapping.updated', appMappingData(mapping), previous);
    const detail = changesOf(appMappingFacts(before), appMappingFacts(mapping)) ?? {};
    recordAudit(ctx, { action: 'app_mapping.updated', target, detail, eventId });
    return mapping;
  });
}
