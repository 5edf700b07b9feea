import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { UpdateApplication } from './application.input.ts';
import { applicationData, applicationTarget } from './application-data.ts';
import { type ApplicationRow, getApplicationToChange, WITHOUT_HASHES } from './internal.ts';

/** Changes what an application is called. CONFLICT when the name is taken; no change at all is a noop. */
export function updateApplication(ctx: Context, id: string, input: unknown): Promise<ApplicationRow> {
  requireScope(ctx, 'application:write');
  const wanted = parseInput(UpdateApplication, input);
  return transaction(ctx, async (ctx) => {
    const before = await getApplicationToChange(ctx, id);
    const changes = changesOf(before, wanted);
    if (!changes) {
      recordAudit(ctx, { action: 'application.updated', target: applicationTarget(before), outcome: 'noop' });
      return before;
    }
    const updated = ctx.tx.prisma.application.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { ...changes.new, version: { increment: 1 } },
      omit: WITHOUT_HASHES,
    });
    const application = await refuseDuplicate(updated, {
      name: `there is an application named ${wanted.name} already`,
    });
    const data = applicationData(application);
    const eventId = recordEvent(ctx, 'application.updated', data, changesOf(applicationData(before), data)?.old ?? {});
    const target = applicationTarget(application);
    recordAudit(ctx, { action: 'application.updated', target, detail: changes, eventId });
    return application;
  });
}
