import type { Prisma } from '@joinery/prisma';
import type { TxContext } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { appMappingData, appMappingFacts, appMappingTarget } from './app-mapping-data.ts';
import { type AppMappingWithSubject, WITH_SUBJECT } from './internal.ts';

/**
 * Deletes mappings, each with its event: one that was asked for, or all that hang on a user, a group or an application
 * before that is deleted. Guards nothing: the verb that calls has done so.
 */
export async function endMappings(
  ctx: TxContext,
  where: Prisma.AppMappingWhereInput,
): Promise<AppMappingWithSubject[]> {
  const mappings = await ctx.tx.prisma.appMapping.findMany({ where, include: WITH_SUBJECT, orderBy: { id: 'asc' } });
  if (mappings.length === 0) return mappings;
  await ctx.tx.prisma.appMapping.deleteMany({ where });
  for (const mapping of mappings) {
    const eventId = recordEvent(ctx, 'app_mapping.deleted', appMappingData(mapping));
    const target = appMappingTarget(mapping);
    recordAudit(ctx, { action: 'app_mapping.deleted', target, detail: { old: appMappingFacts(mapping) }, eventId });
  }
  return mappings;
}
