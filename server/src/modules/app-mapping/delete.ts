import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { endMappings } from './end-mappings.ts';
import { type AppMappingWithSubject, getAppMappingToChange } from './internal.ts';

/** Takes a role in an application away. Answers the mapping as it was. */
export function deleteAppMapping(ctx: Context, id: string): Promise<AppMappingWithSubject> {
  requireScope(ctx, 'application:write');
  return transaction(ctx, async (ctx) => {
    const mapping = await getAppMappingToChange(ctx, id);
    await endMappings(ctx, { id });
    return mapping;
  });
}
