import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { endMappings } from '../app-mapping/index.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { applicationData, applicationFacts, applicationTarget } from './application-data.ts';
import { type ApplicationRow, getApplicationToChange } from './internal.ts';

/** Deletes an application and its mappings, each with its event. Answers the application as it was. */
export function deleteApplication(ctx: Context, id: string): Promise<ApplicationRow> {
  requireScope(ctx, 'application:write');
  return transaction(ctx, async (ctx) => {
    const application = await getApplicationToChange(ctx, id);
    await endMappings(ctx, { applicationId: id });
    await ctx.tx.prisma.application.delete({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      select: { id: true },
    });
    const eventId = recordEvent(ctx, 'application.deleted', applicationData(application));
    const detail = { old: applicationFacts(application) };
    recordAudit(ctx, { action: 'application.deleted', target: applicationTarget(application), detail, eventId });
    return application;
  });
}
