import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { isUuid } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';
import { readSecrets } from '../../secret/index.ts';
import { CALLBACK_SECRET, callbackUrl } from './callback-url.ts';

/** The URL that a step waits for; null once it was used, and for other steps. Whoever has it may call it. */
export function readCallbackUrl(ctx: Context, stepId: string): Promise<string | null> {
  requireScope(ctx, 'flow:run');
  return transaction(ctx, async (ctx) => {
    const token = isUuid(stepId) ? (await readSecrets(ctx, 'flow_callback', stepId)).get(CALLBACK_SECRET) : undefined;
    return token ? callbackUrl(ctx.config, token) : null;
  });
}
