import type { Context } from '../../context.ts';
import { toCursor } from './position.ts';
import { currentPosition } from './tailer.ts';

/** Where the tenant's live data stands now, of every field: nothing that is written from here on comes before it. */
export async function currentCursor(ctx: Context): Promise<string> {
  return toCursor(await currentPosition(ctx, ctx.tenantId));
}
